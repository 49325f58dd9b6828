#!/bin/bash
# A restore on a plain Docker host that continues when the person who began it has left, and can be found again.
#   begin NAME  begins restore.sh NAME, once; with RESTORE_DATABASE into a separate database
#   state       prints as JSON what became of it: `state`, `name`, `beside`; the state is none, running, restored, failed or stopped
#   log N       prints what it said, from its line N on
#   forget      the caller who waited for it knows how it ended
#   TEST_DATA   where it keeps that
. "$(dirname "$0")/store.sh"
kept=$TEST_DATA/restoring
# `run` has the lock from `begin`
if [ "${1:-}" != run ]; then exec 9>"$TEST_DATA/restoring.lock"; fi

note() { jq -n --arg state "$1" --arg name "$2" '{state: $state, name: $name, beside: (env.RESTORE_DATABASE // "" != "")}' >"$kept.new" && mv -f "$kept.new" "$kept"; }

case ${1:-} in
  begin)
    flock -w 5 9 || fail "another restore is under way: $(cat "$kept")"
    : >"$kept.log"
    note running "$2"
    # in its own session, it does not hear when the terminal goes; it inherits the lock
    setsid "$BASH" "$0" run "$2" </dev/null >>"$kept.log" 2>&1 & ;;
  run)
    if "$BASH" "$scripts/restore.sh" "$2"; then note restored "$2"; else note failed "$2"; fi ;;
  state)
    if [ ! -s "$kept" ]; then
      echo '{"state": "none"}'
    elif flock -n 9; then
      # without the lock nobody runs any more: out of memory, the container made anew, a power cut
      jq -c '.state |= if . == "running" then "stopped" else . end' "$kept"
    else
      jq -c '.state = "running"' "$kept"
    fi ;;
  log) tail -n "+$2" "$kept.log" ;;
  forget) rm -f "$kept" ;;
  *) fail "begin NAME, state, log N or forget, got ${*:-nothing}" ;;
esac
