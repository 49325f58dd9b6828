#!/usr/bin/env bash
# Compares ./chatstack synth with TypeScript on the stock packages. See README.md.
#   bench/synth.sh [rounds]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-7}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./chatstack synth -e gcp-dev 2>/dev/null # builds
mkdir -p "$work/results"
cp bench/typescript/*.ts "$work/"
ln -s "$PWD/bindings/node_modules" "$work/node_modules"
for stack in cdktf.out/stacks/gcp-dev-*; do cp "$stack/cdk.tf.json" "$work/$(basename "$stack").json"; done

# Runs "$@" in a process group of its own and prints milliseconds and, sampled, the largest memory of the group in MiB.
measure() {
    local begin end pid peak=0 now
    begin=$(date +%s%N)
    setsid "$@" >"$work/output" 2>&1 &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        now=$(memory "$pid")
        ((now > peak)) && peak=$now
        sleep 0.02
    done
    wait "$pid" || { cat "$work/output" >&2; exit 1; }
    end=$(date +%s%N)
    echo "$(((end - begin) / 1000000)) $((peak / 1024))"
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

for ((round = 0; round <= rounds; round++)); do
    for name in chatstack files index; do
        case $name in
            chatstack) result=$(CDKTF_OUTDIR=$work/out measure ./chatstack synth -e gcp-dev) ;;
            *) result=$(measure node "$work/$name.ts" "$work" "$work/out-$name") ;;
        esac
        # the first round fills caches
        ((round == 0)) || echo "$result" >>"$work/results/$name"
    done
done

median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
base_time=$(cut -d' ' -f1 "$work/results/files" | median)
echo "median of $rounds rounds        time      memory   time against files"
for name in chatstack files index; do
    time=$(cut -d' ' -f1 "$work/results/$name" | median)
    peak=$(cut -d' ' -f2 "$work/results/$name" | median)
    printf '%-22s %7d ms %7d MiB   %s\n' "$name" "$time" "$peak" "$(awk "BEGIN {printf \"%.2f\", $time / $base_time}")"
done
