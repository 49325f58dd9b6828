#!/bin/bash
# Proves on a real set what the tests show on a model. Do it on a set that people can miss for an hour.
#   prove.sh on-kubernetes [story …]    a deployed set; NAMESPACE, SET and CONTEXT name it
#   prove.sh on-this-machine [story …]  its own set, of the mongod and mongosh in the PATH
# The stories: kill_primary scale lose_volume rotate_password lose_majority; without any, all of them.
set -euo pipefail
here=$(dirname "$0")
place=$1
shift
# shellcheck disable=SC1090 # each place defines: run status_of run_salvage kill_member want lose_volume_of new_password prepare
. "$here/$place.sh"

say() { printf '%(%T)T  %s\n' -1 "$*"; }
fail() { say "FAILED: $*"; exit 1; }

# what member $1 sees: its state, and a line for each member of its set
state_of() { status_of "$1" 2>/dev/null | sed '1s/.* is //' || true; }

# the ordinal of the first member in state $1
first() {
  local ordinal
  for ordinal in 0 1 2 3 4; do
    if [[ $(state_of "$ordinal") == "$1"* ]]; then
      echo "$ordinal"
      return
    fi
  done
  echo 0
}

# waits until the set has exactly $1 members and each its data
until_members() {
  local state begun=$SECONDS
  while (( SECONDS - begun < 900 )); do
    state=$(state_of "$(first PRIMARY)")
    if [[ $state == PRIMARY* && $(grep -cE '^  .* (PRIMARY|SECONDARY)$' <<<"$state") == "$1" && $(wc -l <<<"$state") == $(($1 + 1)) ]]; then
      say "$1 members after $((SECONDS - begun)) s"
      return
    fi
    sleep 3
  done
  fail "no $1 members within 15 minutes: $state"
}

# writes for $2 seconds from next to member $1 while the rest of the arguments happens
write_while() {
  local from=$1 seconds=$2 report writer
  shift 2
  report=$(mktemp)
  run "$from" "const SECONDS = $seconds; $(cat "$here/writer.js")" >"$report" 2>&1 &
  writer=$!
  sleep 5
  "$@"
  wait "$writer" || fail "the writer: $(cat "$report")"
  say "the writer: $(cat "$report")"
  grep -q ' 0 lost' "$report" || fail 'acknowledged writes are lost'
}

# waits until the chat account can write
until_writable() {
  local begun=$SECONDS
  until (write_while 0 2 true) >/dev/null; do
    (( SECONDS - begun < 300 )) || fail 'the chat account cannot write after 5 minutes'
    sleep 5
  done
  say "the chat account writes after $((SECONDS - begun)) s"
}

kill_primary() {
  local killed
  killed=$(first PRIMARY)
  say "kills the primary, member $killed, while something writes"
  write_while "$(first SECONDARY)" 60 kill_member "$killed"
  until_members 3
}

scale() {
  say 'from three members to five and back while something writes'
  write_while 0 120 want 5
  until_members 5
  write_while 0 300 want 3
  until_members 3
}

lose_volume() {
  local victim
  victim=$(first SECONDARY)
  say "deletes the volume of member $victim"
  lose_volume_of "$victim"
  until_members 3
}

rotate_password() {
  say 'gives the chat account another password'
  new_password chat
  until_writable
}

lose_majority() {
  say 'from three members to one at once: the majority goes away'
  want 1
  while [[ $(state_of 0) == PRIMARY* ]]; do sleep 2; done
  sleep 15
  run_salvage 0 || true
  run_salvage 0 --yes
  until_members 1
  want 3
  until_members 3
}

prepare
until_members 3
until_writable
for story in "${@:-kill_primary scale lose_volume rotate_password lose_majority}"; do
  # without arguments it is one string of all of them
  for each in $story; do "$each"; done
done
say 'proved'
