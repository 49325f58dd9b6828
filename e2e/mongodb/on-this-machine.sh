# shellcheck shell=bash
# Its own set on this machine, of processes instead of pods; `mongod` and `mongosh` come from the PATH.
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../src/main/resources/mongodb" && pwd)
room=$(mktemp -d)
wanted=3
export MEMBER_HOST_TEMPLATE='localhost:2711%d' KEY_FILE=$room/key MEMBERS_FILE=$room/members ACCOUNTS_DIR=$room/accounts
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$room"' EXIT

run() {
  MEMBER_ORDINAL=$1 HOME=$room mongosh --quiet --norc --nodb --eval "load('$scripts/members.js'); $2"
}

status_of() { MEMBER_ORDINAL=$1 bash "$scripts/status.sh"; }

run_salvage() {
  local member=$1
  shift
  MEMBER_ORDINAL=$member bash "$scripts/salvage.sh" "$@"
}

start_member() {
  mkdir -p "$room/data$1"
  mongod --replSet rs0 --keyFile "$KEY_FILE" --bind_ip 127.0.0.1 --port "2711$1" --dbpath "$room/data$1" \
    --nounixsocket --wiredTigerCacheSizeGB 0.25 --oplogSize 50 >"$room/mongod$1.log" 2>&1 &
  echo $! >"$room/mongod$1.pid"
  MEMBER_ORDINAL=$1 bash "$scripts/reconcile.sh" >>"$room/reconcile$1.log" 2>&1 &
  echo $! >"$room/reconcile$1.pid"
}

stop_member() {
  kill "$(cat "$room/reconcile$1.pid")"
  kill "-$2" "$(cat "$room/mongod$1.pid")"
  while kill -0 "$(cat "$room/mongod$1.pid")" 2>/dev/null; do sleep 0.2; done
}

prepare() {
  local account member
  mongod --version && mongosh --version
  head -c 300 /dev/urandom | base64 >"$KEY_FILE"
  chmod 400 "$KEY_FILE"
  for account in root chat exporter backup restore; do
    mkdir -p "$ACCOUNTS_DIR/$account"
    echo "$account" >"$ACCOUNTS_DIR/$account/username"
    new_password "$account"
  done
  echo chat >"$ACCOUNTS_DIR/chat/database"
  echo $wanted >"$MEMBERS_FILE"
  for (( member = 0; member < wanted; member++ )); do start_member $member; done
}

# as a StatefulSet does, it starts the killed member again
kill_member() {
  stop_member "$1" KILL
  start_member "$1"
}

want() {
  local member
  echo "$1" >"$MEMBERS_FILE"
  for (( member = wanted; member < $1; member++ )); do start_member $member; done
  for (( member = $1; member < wanted; member++ )); do stop_member $member TERM & done
  wanted=$1
}

lose_volume_of() {
  stop_member "$1" TERM
  rm -rf "$room/data$1"
  start_member "$1"
}

new_password() { head -c 24 /dev/urandom | base64 >"$ACCOUNTS_DIR/$1/password"; }
