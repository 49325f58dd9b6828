#!/bin/bash
# Brings back the files that people sent: those that are gone or differ. What else lies there stays. The chat may run meanwhile.
#   $1 or JOB_NAME  which copy: its name or `latest`, alone or as a part of the Job's name (files-latest). `at-20261129t081500z`, and
#                   the name of a backup of the database, are the copy before that moment together with the one after it. With
#                   the word `preview` before it, it says how many files that brings, and then ends as failed: nothing is restored.
. "$(dirname "$0")/files.sh"
pin_seconds=${PIN_SECONDS:-180}

wanted=${1:-${JOB_NAME:-}}
backups "$work" >"$work/backups"
if [[ ! $wanted =~ (^|-)(latest|at-([0-9]{8}t[0-9]{6}z)|$NAME_PATTERN)(-|$) ]]; then
  describe <"$work/backups" >&2
  fail "nothing was touched: name the Job files-latest or files-<one of the copies above>, got ${wanted:-no name}"
fi
name=${BASH_REMATCH[2]}
case $name in
  latest)
    jq "$(cat "$scripts/lineage.jq") latest" "$work/backups" >"$work/latest"
    if jq -e .problem "$work/latest" >/dev/null; then
      describe <"$work/backups" >&2
      fail "nothing was touched: $(jq -r .problem "$work/latest")"
    fi
    jq -r .name "$work/latest" >"$work/copies" ;;
  *)
    jq -r --arg name "${name#at-}" '
      map(select(.state == "good" or .state == "proven" or (.state == "ahead" and .name == $name))) as $good
      | if any($good[]; .name == $name) then $name
        else ($good | map(select(.name[:16] <= $name[:16])) | last | .name // empty), ($good | map(select(.name[:16] > $name[:16])) | first | .name // empty) end' \
      "$work/backups" >"$work/copies" ;;
esac
[ -s "$work/copies" ] || fail "nothing was touched: there is no good copy in $BACKUP_STORE"
copies=$(paste -s -d ' ' "$work/copies")

: >"$work/wanted"
while read -r copy; do
  files_of "$copy" >"$work/list"
  # the earlier one is nearer to the database
  awk -F '\t' 'FILENAME == ARGV[1] { have[$1]; next } !($1 in have)' "$work/wanted" "$work/list" >"$work/more"
  cat "$work/more" >>"$work/wanted"
done <"$work/copies"

# shellcheck disable=SC2119 # all of them
found >"$work/all"
awk -F '\t' '
  FILENAME == ARGV[1] { here[$1]; size[$1] = $2; time[$1] = $3; next }
  !($1 in here) { print "gone" FS $0; next }
  size[$1] != $2 { print "other" FS $0; next }
  time[$1] "" != $3 "" { print "read" FS $0 }' "$work/all" "$work/wanted" >"$work/state"
# of the same size and another time: its content says
grep ^read "$work/state" | cut -f 2 >"$work/paths" || true
sums "$work/paths" >"$work/sums" || true
awk -F '\t' 'FILENAME == ARGV[1] { sum[$1] = $2; next } $1 != "read" || sum[$2] "" != $5 ""' "$work/sums" "$work/state" | cut -f 2- >"$work/bring"
gone=$(grep -c ^gone "$work/state" || true)
bytes=$(total "$work/bring")
say "the copy $copies holds $(lines "$work/wanted") files, $(mib "$(total "$work/wanted")"); $(lines "$work/all") files are here"
say "brings $(lines "$work/bring") files, $(mib "$bytes"): $gone are gone here, $(($(lines "$work/bring") - gone)) have another content here and are replaced"
room=$(($(df -k --output=avail "$UPLOADS" | tail -1) * 1024))
((room > bytes)) || fail "nothing was touched: the volume has $(mib "$room") left, $(mib "$bytes") are needed"
[[ ! $wanted =~ (^|-)preview- ]] || fail "nothing was touched: this was the preview of $(lines "$work/bring") files"

# retention may have looked already: it deletes for a minute more
while read -r copy; do pin "$copy"; done <"$work/copies"
if [ "$(tail -1 "$work/copies")" != "$(newest "$work/backups")" ] || (($(lines "$work/copies") > 1)); then
  sleep "$pin_seconds"
  backups "$work" >"$work/backups"
fi
while read -r copy; do
  jq -e --arg name "$copy" 'any(.[]; .name == $name)' "$work/backups" >/dev/null || fail "nothing was touched: $copy is no longer in $BACKUP_STORE; choose another"
done <"$work/copies"

# the chat's own user reads them through the group
umask 002
mkdir "$work/runs"
awk -F '\t' -v runs="$work/runs" '{ print $1 >(runs "/" $5) }' "$work/bring"
for run in "$work"/runs/*; do
  [ -e "$run" ] || break
  rclone copy --files-from-raw "$run" --no-traverse --ignore-times --transfers 2 "$BACKUP_STORE/data/${run##*/}" "$UPLOADS" || say "not every file could be brought back"
done
cut -f 1 "$work/bring" >"$work/paths"
sums "$work/paths" >"$work/sums" || true
wrong=$(awk -F '\t' 'FILENAME == ARGV[1] { sum[$1] = $2; next } sum[$1] "" != $4 "" { print $1 }' "$work/sums" "$work/bring" | tee "$work/wrong" | wc -l | tr -d ' ')
if ((wrong > 0)); then
  head -20 "$work/wrong" >&2
  fail "$wrong of $(lines "$work/bring") files are not as the list says: run the same again, or choose another copy"
fi
say "restored $(lines "$work/bring") files, $(mib "$bytes"): all as the list says"
