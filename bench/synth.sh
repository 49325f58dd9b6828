#!/usr/bin/env bash
# Compares ./chatstack synth with TypeScript on the stock packages. See README.md.
#   bench/synth.sh [rounds]
#   RECORD=1  adds the ratios of this commit to history.tsv
#   LIMIT=15  fails when a ratio is more than 15 % worse than the last one in history.tsv
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-7}
names=(chatstack unchanged files index)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./chatstack synth -e gcp-dev 2>/dev/null # builds
mkdir -p "$work/results"
cp bench/typescript/*.ts "$work/"
ln -s "$PWD/bindings/node_modules" "$work/node_modules"
for stack in cdktf.out/stacks/gcp-dev-*; do cp "$stack/cdk.tf.json" "$work/$(basename "$stack").json"; done

# Milliseconds that "$@" takes.
time_of() {
    local begin
    begin=$(date +%s%N)
    "$@" >"$work/output" 2>&1 || { cat "$work/output" >&2; exit 1; }
    echo "$((($(date +%s%N) - begin) / 1000000))"
}

# The largest memory of "$@" and all that it starts, in MiB, sampled. To look takes time, therefore in separate runs.
memory_of() {
    local pid peak=0 now
    setsid "$@" >"$work/output" 2>&1 &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        now=$(memory "$pid")
        ((now > peak)) && peak=$now
        sleep 0.02
    done
    wait "$pid" || { cat "$work/output" >&2; exit 1; }
    echo "$((peak / 1024))"
}

# KiB of every process of the group $1; one that has just ended counts nothing.
memory() {
    local process sum=0 size
    for process in $(pgrep -g "$1"); do
        size=$(awk '/^Pss:/ {print $2}' "/proc/$process/smaps_rollup" 2>/dev/null || true)
        sum=$((sum + ${size:-0}))
    done
    echo "$sum"
}

run() {
    case $2 in
        chatstack) CDKTF_OUTDIR=$work/out "$1" ./chatstack synth --fresh -e gcp-dev ;;
        unchanged) CDKTF_OUTDIR=$work/out-unchanged "$1" ./chatstack synth -e gcp-dev ;;
        *) "$1" node "$work/$2.ts" "$work" "$work/out-$2" ;;
    esac
}

# the first runs, which fill caches, are those whose memory counts
for name in "${names[@]}"; do run memory_of "$name" >"$work/results/$name.memory"; done
for ((round = 1; round <= rounds; round++)); do
    for name in "${names[@]}"; do run time_of "$name" >>"$work/results/$name"; done
done

median() { sort -n "$1" | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
ratio() { awk "BEGIN {printf \"%.2f\", $(median "$work/results/$1") / $(median "$work/results/files")}"; }
echo "median of $rounds rounds        time      memory   time against files"
for name in "${names[@]}"; do
    printf '%-22s %7d ms %7d MiB   %s\n' "$name" "$(median "$work/results/$name")" "$(<"$work/results/$name.memory")" "$(ratio "$name")"
done

worse=0
# not_worse <name> <ratio> <commit>: than it was at that commit
not_worse() {
    awk "BEGIN {exit !($(ratio "$1") <= $2 * (1 + $LIMIT / 100))}" && return
    echo "$1: $(ratio "$1"), more than $LIMIT % above $2, which it was at $3" >&2
    worse=1
}
if [[ ${LIMIT:-} ]]; then
    IFS=$'\t' read -r commit _ fresh unchanged _ < <(tail -n 1 bench/history.tsv)
    not_worse chatstack "$fresh" "$commit"
    not_worse unchanged "$unchanged" "$commit"
fi
if [[ ${RECORD:-} ]]; then
    printf '%s\t%s\t%s\t%s\t%s\n' "$(git rev-parse --short=8 HEAD)" "$(git log -1 --format=%cs)" "$(ratio chatstack)" "$(ratio unchanged)" \
        "$(median "$work/results/files") ms" >>bench/history.tsv
fi
[[ $worse == 0 ]]
