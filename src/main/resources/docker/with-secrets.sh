#!/bin/sh
# Runs a command with the files of $SECRETS as its environment. What the engine is told, everybody who may ask it can read;
# what stands in these files, only the user of this container. It needs nothing but a shell: not every image has more.
set -eu
end_of_line='
'
for file in "${SECRETS:-/etc/chatstack/env}"/*; do
  [ -f "$file" ] || continue
  value=
  while IFS= read -r line || [ -n "$line" ]; do value=$value${value:+$end_of_line}$line; done <"$file"
  export "${file##*/}=$value"
done
exec "$@"
