#!/bin/bash
# Finds the backup to restore and makes sure that it can be restored here. Changes nothing but $RESTORE_FOLDER.
#   $1 or JOB_NAME       the backup: its name or `latest`, alone or as a part of the Job's name (restore-latest)
#   RESTORE_FOLDER       where the manifest goes, for restore.sh
#   MONGODB_RESTORE_URI  where it is to be restored
#   MONGODB_DATABASE, CHAT_PRODUCT, CHAT_VERSION  what runs here
. "$(dirname "$0")/store.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

backups "$work" >"$work/backups"
wanted=${1:-${JOB_NAME:-}}
if [[ ! $wanted =~ (^|-)(latest|$NAME_PATTERN)(-|$) ]]; then
  describe <"$work/backups" >&2
  fail "nothing was touched: name the Job restore-latest or restore-<one of the backups above>, got ${wanted:-no name}"
fi
name=${BASH_REMATCH[2]}
if [ "$name" = latest ]; then
  name=$(jq -r 'map(select(.state == "good" or .state == "proven")) | last | .name // empty' "$work/backups")
  [ -n "$name" ] || fail "nothing was touched: there is no good backup in $BACKUP_STORE"
fi
state=$(jq -r --arg name "$name" '.[] | select(.name == $name) | .state' "$work/backups")
case $state in
  good | proven) ;;
  *) fail "nothing was touched: $name is ${state:-not} in $BACKUP_STORE" ;;
esac
get "$name.manifest.json" >"$work/manifest"
of() { jq -r ".$1" "$work/manifest"; }

[ "$(of product)" = "$CHAT_PRODUCT" ] || fail "nothing was touched: $name is of $(of product), $CHAT_PRODUCT runs here"
[ "$(of database)" = "$MONGODB_DATABASE" ] || fail "nothing was touched: $name is of the database $(of database), it is $MONGODB_DATABASE here"
newer=$(printf '%s\n' "$(of chatVersion)" "$CHAT_VERSION" | sort -V | tail -1)
[ "$newer" = "$CHAT_VERSION" ] \
  || fail "nothing was touched: $name was made with $CHAT_PRODUCT $(of chatVersion), $CHAT_VERSION cannot read it; set chat.version and deploy first"
server=$(mongosh --quiet --norc --nodb --eval 'print(new Mongo(process.env.MONGODB_RESTORE_URI).getDB("admin").version())')
series() { cut -d . -f 1,2 <<<"$1"; }
[ "$(series "$(of mongodVersion)")" = "$(series "$server")" ] \
  || fail "nothing was touched: $name is of MongoDB $(of mongodVersion) and does not fit $server; restore it into the series it is of, then upgrade"

say "reads $name ($(of size) bytes, started $(of startedAt)) and compares its checksum"
[ "$(get "$name.archive.gz" | sha256sum | cut -d ' ' -f 1)" = "$(of sha256)" ] \
  || fail "nothing was touched: the archive of $name is damaged, its checksum is another; choose an older one"
cp "$work/manifest" "$RESTORE_FOLDER/manifest"
say "$name can be restored here"
