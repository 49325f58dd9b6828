#!/bin/sh
# mongod refuses a key file that others may read, and a Secret's files are readable by the group under an fsGroup:
# copies $1 (the Secret's file) to $2 (in a memory volume of the same user).
set -eu
umask 377
cat "$1" >"$2.new"
mv -f "$2.new" "$2"
