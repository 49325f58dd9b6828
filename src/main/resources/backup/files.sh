# shellcheck shell=bash
# The copies of the files that people sent; sourced by the scripts that work on them. A copy is a backup like one of the database:
# in the place of the archive it has a list, one line a file, sorted by path: path, size, time, SHA-256, and the copy that the file
# was stored with. What is new or has changed is stored with each copy as data/<copy>/<path>, and never changed.
#   UPLOADS       the folder of the files
#   BACKUP_STORE  where the copies are kept
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/store.sh"
export LC_ALL=C
work=$(mktemp -d)
trap 'trap "" TERM INT; rm -rf "$work"' EXIT

# a list has one line a file, and one tab between its fields
readonly STRANGE=$'*[\t\n\r\\\\]*'

# found <arguments of find>: path, size and time of the files, but not what the file system itself keeps there
found() {
  find "$UPLOADS" -ignore_readdir_race \( -name lost+found -o -name .snapshot \) -prune -o -type f ! -path "$STRANGE" "$@" -printf '%P\t%s\t%T@\n' | sort
}

# sums <file with paths>: path and SHA-256 of each that can be read
sums() {
  tr '\n' '\0' <"$1" | (cd "$UPLOADS" && xargs -0 -r sha256sum --zero --) | tr '\0' '\n' | awk '{ print substr($0, 67) "\t" substr($0, 1, 64) }'
}

# files_of <copy>: its list; what is not as the manifest says is no list
files_of() {
  get "$1.archive.gz" >"$work/archive"
  [ "$(sha256sum <"$work/archive" | cut -d ' ' -f 1)" = "$(get "$1.manifest.json" | jq -r .sha256)" ] || fail "the list of $1 is damaged, its checksum is another"
  gzip -dc "$work/archive"
}

# total <list>: bytes of its files
total() { awk -F '\t' '{ bytes += $2 } END { printf "%.0f", bytes }' "$1"; }
# lines <list>: how many files it has
lines() { wc -l <"$1" | tr -d ' '; }
