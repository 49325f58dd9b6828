#!/bin/sh
# In the management machine: the build's folders in the repository lie on the machine's own disk, not in the shared folder.
set -eu
for folder in target bindings/node_modules; do
    own=/var/lib/chatstack/$folder
    mkdir -p "$own" "/vagrant/$folder"
    mountpoint -q "/vagrant/$folder" || mount --bind "$own" "/vagrant/$folder"
    chown vagrant: "/vagrant/$folder"
done
