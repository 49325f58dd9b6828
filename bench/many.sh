#!/usr/bin/env bash
# Synthesizes many environments at once and prints the time a resource takes. See README.md.
#   bench/many.sh [environments]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
most=${1:-100}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./chatstack check >/dev/null 2>&1 # builds
# the launcher finds its root by its own place, so the copy of the environments gets a link to everything else
for entry in ./* ./.mvn; do [[ $entry == ./config || $entry == ./cdktf.out || $entry == ./chatstack ]] || ln -s "$PWD/${entry#./}" "$work/"; done
cp chatstack "$work/"
mkdir "$work/config"

echo "environments  resources      time   a resource"
for count in $((most / 4)) $((most / 2)) "$most"; do
    for ((i = 1; i <= count; i++)); do cp config/gcp-dev.yaml "$work/config/env-$i.yaml"; done
    rm -rf "$work/cdktf.out"
    begin=$(date +%s%N)
    "$work/chatstack" synth 2>/dev/null
    milliseconds=$((($(date +%s%N) - begin) / 1000000))
    resources=$(node bench/count.mjs "$work/cdktf.out")
    printf '%12d %10d %6d ms %9s ms\n' "$count" "$resources" "$milliseconds" "$(awk "BEGIN {printf \"%.2f\", $milliseconds / $resources}")"
done
