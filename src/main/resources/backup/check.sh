#!/bin/bash
# Finds the backup to restore, makes sure that it can be restored here and stays there meanwhile, and says what a restore
# would replace. Changes nothing but $RESTORE_FOLDER, and in the store a note that this backup is needed.
#   $1 or JOB_NAME       the backup: its name or `latest`, alone or as a part of the Job's name (restore-latest). With the word
#                        `preview` before it (preview-latest) it says everything and then ends as failed: nothing is restored.
#                        `at-20261129t081500z` is the newest that had ended by that moment. `switch` is what lies in the
#                        separate database: to make it the chat's. `show-proofs` prints the records of all
#                        restore tests, and whether they are as they were signed.
#                        `newest`, for the restore test, is the newest that can be read, whatever it holds
#   RESTORE_FOLDER       where the manifest goes, for restore.sh; or `switch`
#   MONGODB_RESTORE_URI  where it is to be restored
#   RESTORE_DATABASE     the separate database, if the restore goes there
#   RESTORE_FROM         another environment, whose backups are meant; store.sh says how its store is found
#   ENVIRONMENT, MONGODB_DATABASE, CHAT_PRODUCT, CHAT_VERSION  what runs here
. "$(dirname "$0")/store.sh"
work=$(mktemp -d)
trap 'trap "" TERM INT; rm -rf "$work"' EXIT

wanted=${1:-${JOB_NAME:-}}
if [[ $wanted =~ (^|-)show-proofs(-|$) ]]; then
  export PROOFS=$work/proofs
  proofs >"$PROOFS"
  shell show-proofs.js >&2
  fail "nothing was touched: these were the proofs"
fi
if [[ $wanted =~ (^|-)switch(-|$) ]]; then
  shell before-switch.js >"$work/beside"
  SINCE=$(jq -r '.note.until // ""' "$work/beside") shell before-check.js >"$work/here"
  jq --slurpfile here "$work/here" --arg version "$CHAT_VERSION" -f "$scripts/switch.jq" "$work/beside" >"$work/switch"
  problem=$(jq -r '.problem // empty' "$work/switch")
  [ -z "$problem" ] || fail "nothing was touched: $problem"
  jq -r '.lines[]' "$work/switch" | while read -r line; do say "$line"; done
  name=$(jq -r .name "$work/switch")
  [[ ! $wanted =~ (^|-)preview- ]] || fail "nothing was touched: this was the preview of $name"
  echo "$name" >"${RESTORE_FOLDER:?}/switch"
  say "the separate database is whole"
  exit
fi
rm -f "${RESTORE_FOLDER:-$work}/switch"
# which databases have been here, before the store is another one
mkdir "$work/own"
if [ -n "${RESTORE_FROM:-}" ]; then
  [ "$RESTORE_FROM" != "$ENVIRONMENT" ] || fail "nothing was touched: $RESTORE_FROM is this environment; restore it without RESTORE_FROM"
  backups "$work/own" >"$work/of-here"
  elsewhere
fi
backups "$work" >"$work/backups"
[ -e "$work/of-here" ] || cp "$work/backups" "$work/of-here"
if [[ ! $wanted =~ (^|-)(latest|newest|at-([0-9]{8}t[0-9]{6}z)|$NAME_PATTERN)(-|$) ]]; then
  describe <"$work/backups" >&2
  fail "nothing was touched: name the Job restore-latest or restore-<one of the backups above>, got ${wanted:-no name}"
fi
name=${BASH_REMATCH[2]}
at=0
case $name in
  latest | at-*)
    if [ "$name" != latest ]; then at=$(jq -n --arg at "${BASH_REMATCH[3]}" '$at | strptime("%Y%m%dt%H%M%Sz") | mktime'); fi
    jq --argjson at "$at" "$(cat "$scripts/lineage.jq") if \$at == 0 then latest else latest_at(\$at) end" "$work/backups" >"$work/latest"
    if jq -e .problem "$work/latest" >/dev/null; then
      describe <"$work/backups" >&2
      fail "nothing was touched: $(jq -r .problem "$work/latest")"
    fi
    name=$(jq -r .name "$work/latest") ;;
  newest)
    name=$(newest "$work/backups")
    [ -n "$name" ] || fail "nothing was touched: there is no good backup in $BACKUP_STORE" ;;
esac
state=$(jq -r --arg name "$name" '.[] | select(.name == $name) | .state' "$work/backups")
case $state in
  good | proven | ahead) ;;
  *) fail "nothing was touched: $name is ${state:-not} in $BACKUP_STORE" ;;
esac
get "$name.manifest.json" >"$work/manifest"
of() { jq -r ".$1" "$work/manifest"; }

[ -z "${RESTORE_FROM:-}" ] || [ "$(of environment)" = "$RESTORE_FROM" ] || fail "nothing was touched: $name is of the environment $(of environment), not of $RESTORE_FROM"
[ "$(of product)" = "$CHAT_PRODUCT" ] || fail "nothing was touched: $name is of $(of product), $CHAT_PRODUCT runs here"
[ "$(of database)" = "$MONGODB_DATABASE" ] || fail "nothing was touched: $name is of the database $(of database), it is $MONGODB_DATABASE here"
newer=$(printf '%s\n' "$(of chatVersion)" "$CHAT_VERSION" | sort -V | tail -1)
[ "$newer" = "$CHAT_VERSION" ] \
  || fail "nothing was touched: $name was made with $CHAT_PRODUCT $(of chatVersion), $CHAT_VERSION cannot read it; set chat.version and deploy first"
major() { cut -d . -f 1 <<<"$1"; }
(($(major "$CHAT_VERSION") <= $(major "$(of chatVersion)") + 1)) \
  || fail "nothing was touched: $name was made with $CHAT_PRODUCT $(of chatVersion), and $CHAT_VERSION skips a major version of it; set chat.version to a release of $(($(major "$(of chatVersion)") + 1)), deploy, restore, then upgrade"
SINCE=$(jq -r '(.startedAt | fromdate) + (.seconds // 0) | todate' "$work/manifest") shell before-check.js >"$work/here"
here() { jq -r ".$1" "$work/here"; }
server=$(here version)
series() { cut -d . -f 1,2 <<<"$1"; }
[ "$(series "$(of mongodVersion)")" = "$(series "$server")" ] \
  || fail "nothing was touched: $name is of MongoDB $(of mongodVersion) and does not fit $server; restore it into the series it is of, then upgrade"

# a copy without gaps needs less than the database that was dumped; what is in the way is emptied first, unless it is another
need=$(jq '(if .bytes then .bytes.storage + .bytes.indexes else 6 * .size end) * 1.1 + 268435456 | floor' "$work/manifest")
room=$(jq --arg beside "${RESTORE_DATABASE:-}" 'if .free == null then empty elif $beside != "" then .free else .free + .holds end | floor' "$work/here")
[ -z "$room" ] || ((room >= need)) || fail "nothing was touched: $name needs about $(mib "$need") of disk and finds $(mib "$room"); docs/mongodb.md says how a volume grows"

# what the newest restore test took says best how long this one takes
proven=$(jq -c 'map(select(.state == "proven")) | last // empty' "$work/backups")
echo null >"$work/proof"
if [ -n "$proven" ]; then
  get "restored/$(jq -r .name <<<"$proven").json" | jq --argjson of "$proven" '{seconds, restoredAt, size: $of.size}' >"$work/proof"
fi
jq -r --slurpfile here "$work/here" --argjson at "$at" --slurpfile measured "$work/proof" \
  --arg beside "${RESTORE_DATABASE:-}" -f "$scripts/preview.jq" "$work/manifest" | while read -r line; do say "$line"; done
if [ -n "$(jq -r --slurpfile here "$work/here" "$(cat "$scripts/lineage.jq") if \$here[0].set then other_than(\$here[0]) else empty end" "$work/of-here")" ]; then
  say "the database here is a new one, made $(jq -r '.setMade | todate' "$work/here"): no backup is made of it, and what it holds is not kept"
fi
if [ -n "${RESTORE_FROM:-}" ]; then say "goes from $RESTORE_FROM ($CHAT_PRODUCT $(of chatVersion)) to $ENVIRONMENT ($CHAT_PRODUCT $CHAT_VERSION)"; fi
[[ ! $wanted =~ (^|-)preview- ]] || fail "nothing was touched: this was the preview of $name"

# nobody here may write to the store of another environment
if [ -z "${RESTORE_FROM:-}" ]; then pin "$name"; fi
date +%s >"$work/pinned"
say "reads $name ($(of size) bytes, started $(of startedAt)) and compares its checksum"
[ "$(get "$name.archive.gz" | sha256sum | cut -d ' ' -f 1)" = "$(of sha256)" ] \
  || fail "nothing was touched: the archive of $name is damaged, its checksum is another; choose an older one"
cp "$work/manifest" "$work/pinned" "$RESTORE_FOLDER/"
say "$name can be restored here"
