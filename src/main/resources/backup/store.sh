# shellcheck shell=bash
# Reaching the store of backups; sourced by the other scripts. Every kind of store is reached with rclone, so that what
# holds for one holds for all. A backup is two objects, <name>.archive.gz and <name>.manifest.json. The manifest is
# written last: without one that fits its archive there is no backup. restored/<name>.json says that a restore worked,
# restoring/<name>.<time>.json that one is under way, and chatstack-store.json that this is the store and no empty folder.
#   BACKUP_STORE             where: store:bucket/folder, or a directory
#   RCLONE_CONFIG_STORE_...  what `store:` is; docs/backups.md lists the variables of every kind
#   RESTORE_FROM             the environment whose backups are restored here, for scripts that call `elsewhere`
#   FROM_STORE               where they are: from:bucket/folder; empty where that is out of reach
#   RCLONE_CONFIG_FROM_...   what `from:` is, without a key: it is read with the key or the identity that this store has
set -euo pipefail
umask 077

# the pod brings rclone in /tools; mongosh wants a home it can write to
export PATH=/tools:$PATH HOME=/tmp MONGOSH_FORCE_DISABLE_TELEMETRY_FOR_TESTING=1
# nothing but the environment configures rclone, and it never tries to make the bucket
export RCLONE_CONFIG=/dev/null RCLONE_S3_NO_CHECK_BUCKET=true RCLONE_GCS_NO_CHECK_BUCKET=true RCLONE_AZUREBLOB_NO_CHECK_CONTAINER=true
# an object of a stream has at most 10,000 parts at S3 and 50,000 at Azure: 320 GB and 800 GB with these
export RCLONE_S3_CHUNK_SIZE=32M RCLONE_S3_UPLOAD_CONCURRENCY=2 RCLONE_AZUREBLOB_CHUNK_SIZE=16M RCLONE_AZUREBLOB_UPLOAD_CONCURRENCY=2

# shellcheck disable=SC2034 # for the scripts that source this
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck disable=SC2034
readonly scripts NAME_PATTERN='[0-9]{8}t[0-9]{6}z-[0-9]{6}' MARKER=chatstack-store.json

say() { echo "$(date -u +%FT%TZ) $*" >&2; }
fail() { say "FAILED: $*"; exit 1; }
# shell <script>: what a script says that speaks to MongoDB
shell() { mongosh --quiet --norc --nodb --file "$scripts/$1"; }
# mib <bytes>
mib() { echo "$(($1 / 1048576)) MiB"; }

# put <object>: writes what comes in
put() { rclone rcat "$BACKUP_STORE/$1"; }
# get <object>: prints it
get() { rclone cat "$BACKUP_STORE/$1"; }

# list: every object as JSON
list() { rclone lsjson -R --max-depth 2 --files-only --no-modtime --no-mimetype "$BACKUP_STORE/"; }

# size_of <object>: its bytes; nothing when it is not there
size_of() { list | jq --arg object "$1" '.[] | select(.Path == $object) | .Size'; }

# pin <name>: from three minutes later on, retention leaves the backup alone for a week
pin() { echo '{}' | put "restoring/$1.$(date -u +%Y%m%dt%H%M%Sz).json"; }

# within <folder of the store>: another folder of the same store
within() { if [[ $BACKUP_STORE == *:* ]]; then echo "${BACKUP_STORE%/*}/$1"; else echo "$BACKUP_STORE/$1"; fi; }

# answers <store>: whether it lists; what it says when it does not
answers() { rclone lsf --max-depth 1 --contimeout 10s --retries 1 --low-level-retries 1 "$1/" 2>&1; }

# elsewhere: from here on the store is that of the environment $RESTORE_FROM, which nothing writes to: a copy of it in our own
# store, or the store itself
elsewhere() {
  local copy said word ours
  copy=$(within "from-$RESTORE_FROM")
  if said=$(answers "$copy") && [ -n "$said" ]; then
    BACKUP_STORE=$copy
  else
    for word in ENV_AUTH ACCESS_KEY_ID SECRET_ACCESS_KEY; do
      ours=RCLONE_CONFIG_STORE_$word
      if [ -n "${!ours:-}" ]; then export "RCLONE_CONFIG_FROM_$word=${!ours}"; fi
    done
    said="this environment cannot reach the store of $RESTORE_FROM"
    if [ -z "${FROM_STORE:-}" ] || [ "${RCLONE_CONFIG_FROM_TYPE:-}" != "${RCLONE_CONFIG_STORE_TYPE:-}" ] || ! said=$(answers "$FROM_STORE"); then
      fail "nothing was touched: no backup of $RESTORE_FROM can be read here: $(tail -1 <<<"$said"). Copy its backups to $copy, archives first; docs/disaster-recovery.md#move-to-another-cloud has the commands"
    fi
    BACKUP_STORE=$FROM_STORE
  fi
  say "reads the backups of $RESTORE_FROM in $BACKUP_STORE"
}

# backups <empty folder>: every backup with its state (states.jq says which), oldest first, as one JSON list
backups() {
  list >"$1/objects"
  # one manifest is one line, with the end of a line before it: one that was cut off must not hide the next
  rclone cat --max-depth 1 --include '*.manifest.json' "$BACKUP_STORE/" >"$1/manifests"
  jq --rawfile manifest_lines "$1/manifests" --argjson now "$(date +%s)" -f "$scripts/states.jq" "$1/objects"
}

# newest <file of backups>: the name of the newest good one; nothing without one
newest() { jq -r 'map(select(.state == "good" or .state == "proven")) | last | .name // empty' "$1"; }

# proofs: every record of a restore test, one a line, oldest first
proofs() {
  list | jq -r '.[].Path | select(test("^restored/[0-9]{8}t[0-9]{6}z-[0-9]{6}.json$"))' | sort | while read -r object; do
    get "$object" | tr -d '\n'
    echo
  done
}

# describe: backups as lines for people
describe() { jq -r '.[] | "\(.name)  \(.state)\(if .size then "  \(.size / 1048576 | ceil) MiB  \(.documents) documents" else "" end)\(if .chat then "  \(.chat)" else "" end)"'; }
