#!/usr/bin/env bash
# Synthesizes many environments at once and prints the time a resource takes. See README.md.
#   bench/many.sh [environments]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
most=${1:-100}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./chatstack check >/dev/null 2>&1 # builds
mkdir "$work/config"

echo "environments  resources      time   a resource"
for count in $((most / 4)) $((most / 2)) "$most"; do
    for ((i = 1; i <= count; i++)); do cp config/gcp-dev.yaml "$work/config/env-$i.yaml"; done
    rm -rf "$work/out"
    begin=$(date +%s%N)
    CDKTF_OUTDIR=$work/out ./chatstack synth --config "$work/config" 2>/dev/null
    milliseconds=$((($(date +%s%N) - begin) / 1000000))
    resources=$(node bench/count.mjs "$work/out")
    printf '%12d %10d %6d ms %9s ms\n' "$count" "$resources" "$milliseconds" "$(awk "BEGIN {printf \"%.2f\", $milliseconds / $resources}")"
done
