# shellcheck shell=bash
# What the scripts of a plain Docker host's clock share; sourced by them.
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/store.sh"
work=$(mktemp -d)
child=
# bash alone would wait for the end of a program before it obeys; what it runs must hear of it and clean up
trap 'kill "$child" 2>/dev/null || true; wait "$child" 2>/dev/null || true; exit 143' TERM INT
trap 'trap "" TERM INT; rm -rf "$work"' EXIT

# step <limit> <script>: runs it; it says itself what went wrong
step() {
  timeout --kill-after=1m "$1" "$BASH" "$scripts/$2" &
  child=$!
  wait "$child" || say "FAILED: $2"
}

# proof: the newest proof, as JSON; nothing when there is none
proof() { jq -r 'map(select(.state == "proven")) | last | .name // empty' "$work/backups" | while read -r name; do get "restored/$name.json"; done; }
