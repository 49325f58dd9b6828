#!/bin/bash
# Proves the newest copy of the files: each file of its list is in the store with its size, and a sample has its checksum. Puts
# restored/<name>.json into the store: the proof.
#   PROOF_KEY     what proofs are signed with
#   SAMPLE_FILES  how many files are read
. "$(dirname "$0")/files.sh"
[ -n "${PROOF_KEY:-}" ] || fail "PROOF_KEY is empty: a record that is not signed proves nothing"
started=$(date +%s)

backups "$work" >"$work/backups"
name=$(newest "$work/backups")
[ -n "$name" ] || fail "there is no good copy of the files in $BACKUP_STORE"
files_of "$name" >"$work/list"
get "$name.manifest.json" >"$work/manifest"
if [ -s "$work/list" ]; then rclone lsf -R --files-only --format ps --separator $'\t' "$BACKUP_STORE/data" >"$work/stored"; else : >"$work/stored"; fi
awk -F '\t' 'FILENAME == ARGV[1] { size[$1] = $2; next } { at = $5 "/" $1 } !(at in size) || size[at] != $2 { print $1 }' "$work/stored" "$work/list" >"$work/wrong"
if [ -s "$work/wrong" ]; then
  head -20 "$work/wrong" >&2
  fail "$(lines "$work/wrong") of $(lines "$work/list") files of $name are not in the store, or not whole"
fi

# another sample each time, of a gigabyte at most
shuf -n "${SAMPLE_FILES:-200}" "$work/list" | awk -F '\t' 'bytes == 0 || bytes + $2 < 1e9 { bytes += $2; print }' >"$work/sample"
while IFS=$'\t' read -r path _ _ sha256 run; do
  [ "$(get "data/$run/$path" | sha256sum | cut -d ' ' -f 1)" = "$sha256" ] || fail "the file $path of $name is damaged, its checksum is another"
done <"$work/sample"

proofs >"$work/proofs"
previous=$(tail -1 "$work/proofs" | tr -d '\n' | sha256sum | cut -d ' ' -f 1)
PROOF=$(jq -c --argjson started "$started" --arg previous "$previous" --argjson compared "$(lines "$work/sample")" '{format: 2, backup: .name,
    restoredAt: (now | todate), seconds: (now - $started | floor), files: .collections.files.documents, bytes: .total, compared: $compared,
    environment, archive: .sha256, previous: $previous}' "$work/manifest")
export PROOF
shell sign-proof.js | put "restored/$name.json"
{ "$BASH" "$scripts/proofs.sh" 2>/dev/null || true; } | jq -e --arg name "$name" '.backup == $name' >/dev/null \
  || fail "the record of $name in the store is not what was signed"
say "proved $name: $(lines "$work/list") files are in the store, $(lines "$work/sample") of them have their checksum"
