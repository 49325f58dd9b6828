#!/bin/bash
# Restores the newest backup into its own mongod, compares, and puts restored/<name>.json into the store: the proof.
#   TEST_DATA       a folder with room for the database
#   PROOF_KEY       what proofs are signed with
#   MONGODB_DATABASE, CHAT_PRODUCT, CHAT_VERSION  as for check.sh
. "$(dirname "$0")/store.sh"
[ -n "${PROOF_KEY:-}" ] || fail "PROOF_KEY is empty: a record that is not signed proves nothing"
export RESTORE_FOLDER MONGODB_RESTORE_URI=mongodb://127.0.0.1:27027/
exec 9>"$TEST_DATA/restore-test.lock"
flock -n 9 || fail "another restore test is under way, or a restore, to which it gives way"
RESTORE_FOLDER=$(mktemp -d)
data=$TEST_DATA/restore-test-data
started=$(date +%s)

# one that was stopped, whether by a person, for memory or by a power cut, has left a whole copy of the database
if [ -s "$data/pid" ] && grep -qs 27027 "/proc/$(<"$data/pid")/cmdline"; then
  kill -9 "$(<"$data/pid")"
  sleep 1
fi
mongod=
# a stop reaches the whole group, some of it twice: what is to be killed may be gone already, and the clean-up continues all the same
trap 'trap "" TERM INT; if [ "$mongod" ]; then kill "$mongod" 2>/dev/null || true; wait "$mongod" || true; fi; rm -rf "$RESTORE_FOLDER" "$data"' EXIT
rm -rf "$data" "$TEST_DATA"/tmp.??????????
mkdir "$data"

# nothing may expire before it is counted
mongod --dbpath "$data" --bind_ip 127.0.0.1 --port 27027 --nounixsocket --setParameter ttlMonitorEnabled=false \
  --pidfilepath "$data/pid" --logpath "$RESTORE_FOLDER/mongod.log" 9>&- &
mongod=$!
# mongosh does not wait for a server that refuses, whatever it is told
end=$((SECONDS + 60))
while true; do
  if MONGO_PATIENCE=0 shell before-check.js >/dev/null 2>&1; then break; fi
  if ((SECONDS > end)) || ! kill -0 "$mongod" 2>/dev/null; then
    tail -20 "$RESTORE_FOLDER/mongod.log" >&2 || true
    fail "the mongod of the test does not start"
  fi
  sleep "${MONGO_PAUSE:-1}"
done

OF_A_TEST=yes "$BASH" "$scripts/restore.sh" "${1:-newest}" \
  || { grep -E '"s":"[EF]"' "$RESTORE_FOLDER/mongod.log" >&2 || true; fail "the newest backup could not be restored"; }
name=$(jq -r .name "$RESTORE_FOLDER/manifest")
proofs >"$RESTORE_FOLDER/proofs"
previous=$(tail -1 "$RESTORE_FOLDER/proofs" | tr -d '\n' | sha256sum | cut -d ' ' -f 1)
PROOF=$(jq -c --argjson started "$started" --arg previous "$previous" '{format: 2, backup: .name, restoredAt: (now | todate),
    seconds: (now - $started | floor), documents: ([.collections[].documents] | add), collections: (.collections | length),
    environment, database, set, archive: .sha256, mongodVersion, previous: $previous}' "$RESTORE_FOLDER/manifest")
export PROOF
shell sign-proof.js | put "restored/$name.json"
# what a reader of the proofs will read: it is there, and its signature is right
{ "$BASH" "$scripts/proofs.sh" 2>/dev/null || true; } | jq -e --arg name "$name" '.backup == $name' >/dev/null \
  || fail "the record of $name in the store is not what was signed"
say "proved $name in $(($(date +%s) - started)) s"
