#!/bin/bash
# Is a restore proven? Reads the records of the restore tests in the store and checks their signatures. Prints one line of JSON:
# {proven, backup, restoredAt, age, seconds, rto, documents, collections, key, problems}; exits with 1 when it is not proven.
#   PROOF_KEY    what proofs are signed with here
#   PROOF_DAYS   how old the newest may be; 8, for one a week
#   RTO_SECONDS  how long a restore may take; 7200, as docs/disaster-recovery.md promises
. "$(dirname "$0")/store.sh"
work=$(mktemp -d)
trap 'trap "" TERM INT; rm -rf "$work"' EXIT

[ -n "${PROOF_KEY:-}" ] || fail "PROOF_KEY is empty: records without a known key prove nothing"
export PROOFS=$work/proofs
proofs >"$PROOFS"
shell check-proofs.js >"$work/verdict"
cat "$work/verdict"
jq -r '.problems[]' "$work/verdict" | while read -r problem; do say "$problem"; done
jq -e .proven "$work/verdict" >/dev/null
