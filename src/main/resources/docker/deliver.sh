#!/bin/bash
# Fills the folders that the containers of a Docker host read. Runs once at each deploy, as root without a network.
#   $ROOM/FOLDER/files/  files, which everybody in the container may read
#   $ROOM/FOLDER/secrets lines of path, user id and text. In the text stand, for what is put in their place,
#                        {password:NAME:REVISION}  a password of the list below
#                        {given:NAME/KEY} the file KEY of the folder NAME that a person has put into $GIVEN
#                        {certificate:HOST} {key:HOST}  a certificate that is made here, and its key
#   $ROOM/passwords      lines of name, length and revision; another revision makes a new password. A fourth word is the name of a
#                        volume in $OWNED: while that holds something, what was made for it is never replaced
#   $ROOM/owners         lines of path and user id: volumes and folders that belong to somebody
#   $PASSWORDS           what was made before
set -euo pipefail
umask 022
ROOM=${ROOM:-/deliver} OWNED=${OWNED:-/owned} FOLDERS=${FOLDERS:-/folders} PASSWORDS=${PASSWORDS:-/passwords} GIVEN=${GIVEN:-/given}
# browsers refuse a certificate that is valid for longer
readonly CERTIFICATE_DAYS=397 RENEW_SECONDS=$((30 * 86400))
problems=0

problem() {
  echo "$*" >&2
  problems=$((problems + 1))
}

# keep <name>: what comes in becomes the file of that name, complete or not at all, for root alone
keep() {
  (umask 077 && cat >"$PASSWORDS/$1.new")
  # a power cut after the move must not leave an empty file
  sync
  mv "$PASSWORDS/$1.new" "$PASSWORDS/$1"
}

make_passwords() {
  local name length revision volume content made text
  while read -r name length revision volume; do
    [ -n "$name" ] || continue
    content=
    if [ -n "$volume" ] && ! content=$(ls -A "$OWNED/$volume"); then
      problem "$OWNED/$volume cannot be looked into: $name is left as it is"
      continue
    fi
    if [ -n "$content" ]; then
      if [ -s "$PASSWORDS/$name" ]; then
        echo "$revision" | keep "$name.revision"
      else
        problem "$name is lost, and the data in $volume cannot be opened with another: bring $PASSWORDS/$name back; it is also in the folder of the container that reads it"
      fi
      continue
    fi
    # a file that is there and cannot be read ends the run: it is no reason to make another
    made=
    if [ -e "$PASSWORDS/$name.revision" ]; then made=$(cat "$PASSWORDS/$name.revision"); fi
    [ "$made" != "$revision" ] || [ ! -s "$PASSWORDS/$name" ] || continue
    text=$(openssl rand -base64 $((2 * length)) | tr -d '/+=\n')
    echo "${text:0:length}" | keep "$name"
    echo "$revision" | keep "$name.revision"
  done <"$ROOM/passwords"
}

# certificate <host>: makes one unless there is one that holds for a while
certificate() {
  local pem=$PASSWORDS/$1.crt work
  if openssl x509 -in "$pem" -noout -checkend $RENEW_SECONDS >/dev/null 2>&1; then return; fi
  work=$(mktemp -d)
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days $CERTIFICATE_DAYS -subj "/CN=$1" \
    -addext "subjectAltName=DNS:$1" -keyout "$work/key" -out "$work/crt" 2>/dev/null
  keep "$1.key" <"$work/key"
  keep "$1.crt" <"$work/crt"
  rm -rf "$work"
}

# value <kind> <name>: the secret
value() {
  local file
  case $1 in
    password) file=$PASSWORDS/${2%:*} ;;
    given) file=$GIVEN/$2 ;;
    certificate) certificate "$2" && file=$PASSWORDS/$2.crt ;;
    key) certificate "$2" && file=$PASSWORDS/$2.key ;;
  esac
  # an empty one is a mistake, whatever made it
  [ -r "$file" ] && [ -s "$file" ] && cat "$file"
}

# fill <text>: the text with every secret in its place
fill() {
  local text=$1 filled='' secret
  while [[ $text =~ \{(password|given|certificate|key):([^}]+)\} ]]; do
    secret=$(value "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}") || { echo "${BASH_REMATCH[2]}"; return 1; }
    filled+=${text%%"${BASH_REMATCH[0]}"*}$secret
    text=${text#*"${BASH_REMATCH[0]}"}
  done
  echo "$filled$text"
}

# put <file> <user> <mode>: what comes in becomes the file; its reader sees the old one or the new one
put() {
  mkdir -p "$(dirname "$1")"
  (umask 077 && cat >"$1.new")
  chown "$2:$2" "$1.new"
  chmod "$3" "$1.new"
  mv "$1.new" "$1"
}

deliver_files() {
  local folder=$1 file
  while read -r file; do
    put "$FOLDERS/$folder/$file" "$EUID" "$([[ $file == *.sh ]] && echo 755 || echo 644)" <"$ROOM/$folder/files/$file"
  done < <(list "$ROOM/$folder/files")
}

deliver_secrets() {
  local folder=$1 path user text filled
  while read -r path user text; do
    [ -n "$path" ] || continue
    if filled=$(fill "$text"); then
      put "$FOLDERS/$folder/$path" "$user" 400 <<<"$filled"
    else
      problem "there is no $filled in the folder of secrets, or it is empty, which $folder needs"
    fi
  done <"$ROOM/$folder/secrets"
}

# list <folder>: every file in it
list() { if [ -d "$1" ]; then (cd "$1" && find . -type f | sed 's|^\./||' | sort); fi; }

# what is no longer delivered must not be read any more
remove_others() {
  local folder=$1 file wanted there
  # what cannot be listed ends the run here, before anything is removed
  wanted=$({ list "$ROOM/$folder/files"; cut -d ' ' -f 1 "$ROOM/$folder/secrets"; } | sort)
  there=$(list "$FOLDERS/$folder")
  comm -13 <(echo "$wanted") <(echo "$there") | while read -r file; do [ -z "$file" ] || rm "$FOLDERS/$folder/$file"; done
}

# own <path> <user>: a folder of the machine changes its owner only when it is new, so that nobody's files become another's
own() {
  [ "$(stat -c %u "$1")" != "$2" ] || return 0
  if [[ $(basename "$1") == directory-* ]] && [ -n "$(ls -A -I lost+found "$1")" ]; then
    problem "the folder of the machine ${1##*/directory} belongs to another user and is not empty: name a new folder, or give it to user $2 yourself"
  else
    chown "$2:$2" "$1"
  fi
}

while read -r path user; do
  [ -z "$path" ] || own "$path" "$user"
done <"$ROOM/owners"
make_passwords
for room in "$ROOM"/*/; do
  folder=$(basename "$room")
  deliver_files "$folder"
  deliver_secrets "$folder"
  remove_others "$folder"
done
((problems == 0))
