#!/bin/bash
# Copies the files that people sent: what is new or has changed since the newest copy. The list is written last, and holds what has
# arrived: a run that comes to its end early leaves a copy that the next one continues.
#   ENVIRONMENT, CHAT_PRODUCT, CHAT_VERSION  what is being copied, for the manifest
#   COPY_SECONDS      how long it may copy
#   $1 or JOB_NAME    `start-anew`, alone or as a part of the Job's name: copies every file again, also when most of them are gone
. "$(dirname "$0")/files.sh"
name=$(date -u +%Y%m%dt%H%M%Sz-%6N)
started=$(date +%s)
end=$((SECONDS + ${COPY_SECONDS:-2400}))

backups "$work" >"$work/backups"
last=$(newest "$work/backups")
: >"$work/known"
if [ -n "$last" ] && [[ ! ${1:-${JOB_NAME:-}} =~ (^|-)start-anew(-|$) ]]; then files_of "$last" >"$work/known"; fi

found >"$work/all"
held=$(lines "$work/known")
if ((held >= 100 && $(lines "$work/all") * 2 < held)); then
  fail "the volume holds $(lines "$work/all") files, the newest copy $held: is it mounted, has somebody emptied it? Restore them, or if that is right, run this once more as start-anew, docs/backups.md says how"
fi
# what was written this minute may still be written
found ! -newermt "@$((started - ${QUIET_SECONDS:-60}))" >"$work/quiet"

: >"$work/list"
: >"$work/new"
awk -F '\t' -v list="$work/list" -v new="$work/new" '
  FILENAME == ARGV[1] { key[$1 FS $2 FS $3] = $4 FS $5; next }
  ($1 FS $2 FS $3) in key { print $0 FS key[$1 FS $2 FS $3] >list; next }
  { print >new }' "$work/known" "$work/quiet"
say "copies $(lines "$work/new") of $(lines "$work/all") files as $name, $(mib "$(total "$work/new")")"

mkdir "$work/parts"
awk -F '\t' -v parts="$work/parts" '
  BEGIN { part = 10001 }
  { if (files >= 500 || bytes > 1e9) { part++; files = bytes = 0 } files++; bytes += $2; print >(parts "/" part) }' "$work/new"
: >"$work/sent"
for part in "$work"/parts/*; do
  if [ ! -e "$part" ] || ((SECONDS >= end)); then break; fi
  cut -f 1 "$part" >"$work/paths"
  sums "$work/paths" >"$work/sums" || true
  # one that only has another time is there already
  : >"$work/send"
  awk -F '\t' -v list="$work/list" -v sent="$work/sent" -v send="$work/send" -v name="$name" '
    FILENAME == ARGV[1] { sum[$1] = $2; next }
    FILENAME == ARGV[2] { if ($1 in sum && sum[$1] "" == $4 "") run[$1] = $5; next }
    $1 in run { print $0 FS sum[$1] FS run[$1] >list; next }
    $1 in sum { print $0 FS sum[$1] FS name >sent; print $1 >send }' "$work/sums" "$work/known" "$part" && cat "$work/sent" >>"$work/all-sent"
  : >"$work/sent"
  [ -s "$work/send" ] || continue
  timeout "$((end - SECONDS + 60))" rclone copy --files-from-raw "$work/send" --no-traverse --no-check-dest --transfers 2 \
    "$UPLOADS" "$BACKUP_STORE/data/$name" || say "not every file could be copied"
done

# only what has arrived whole, and is still the same here, is in the list
: >"$work/arrived"
if [ -s "$work/all-sent" ]; then
  { rclone lsf -R --files-only --format ps --separator $'\t' "$BACKUP_STORE/data/$name" || true; } >"$work/arrived"
  found >"$work/all"
  awk -F '\t' '
    FILENAME == ARGV[1] { arrived[$1] = $2; next }
    FILENAME == ARGV[2] { here[$1] = $2 FS $3; next }
    $1 in arrived && arrived[$1] == $2 && here[$1] == $2 FS $3' "$work/arrived" "$work/all" "$work/all-sent" >>"$work/list"
fi
# of the rest, an older content is better than none
awk -F '\t' '
  FILENAME == ARGV[1] { have[$1]; next }
  FILENAME == ARGV[2] { here[$1]; next }
  !($1 in have) && $1 in here' "$work/list" "$work/all" "$work/known" >"$work/older"
left=$(awk -F '\t' 'FILENAME == ARGV[1] { have[$1]; next } !($1 in have)' "$work/list" "$work/new" | wc -l | tr -d ' ')
sort "$work/list" "$work/older" >"$work/whole"
copied=$(lines "$work/arrived")

gzip -c "$work/whole" >"$work/archive"
put "$name.archive.gz" <"$work/archive"
size=$(wc -c <"$work/archive" | tr -d ' ')
[ "$(size_of "$name.archive.gz")" = "$size" ] || fail "the store does not hold the list of $name"
if [ -d "$BACKUP_STORE" ]; then sync -f "$BACKUP_STORE"; fi
{
  echo
  jq -cn --arg name "$name" --arg sha256 "$(sha256sum <"$work/archive" | cut -d ' ' -f 1)" --argjson size "$size" --argjson started "$started" \
    --argjson files "$(lines "$work/whole")" --argjson total "$(total "$work/whole")" --argjson copied "$copied" --argjson left "$left" '{
      format: 1, $name, environment: env.ENVIRONMENT, product: env.CHAT_PRODUCT, chatVersion: env.CHAT_VERSION,
      startedAt: ($started | todate), seconds: (now - $started | floor), $size, $sha256,
      $copied, $left, total: $total, collections: {files: {documents: $files, changes: 0}}
    }'
} >"$work/manifest"
put "$name.manifest.json" <"$work/manifest"
[ "$(size_of "$name.manifest.json")" = "$(wc -c <"$work/manifest" | tr -d ' ')" ] || fail "the store does not hold the manifest of $name"
if [ -d "$BACKUP_STORE" ]; then sync -f "$BACKUP_STORE"; fi
say "made the copy $name: $(lines "$work/whole") files, $(mib "$(total "$work/whole")"), of which $copied are new"

strange=$(find "$UPLOADS" -ignore_readdir_race \( -name lost+found -o -name .snapshot \) -prune -o -type f -path "$STRANGE" -printf x | wc -c | tr -d ' ')
[ "$strange" = 0 ] || fail "$strange files have a tab, a line break or a backslash in their names and are not copied: rename them"
((left == 0)) || fail "$left files are not copied yet: the next run continues"
