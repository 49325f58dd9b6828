#!/usr/bin/env bash
# What the environment finds outside of its cluster, on an address of the internet in the namespace `outside`: Amazon's S3, played by
# rclone, and a mail server. Both speak TLS with a certificate of an authority that every image trusts.
#
#   e2e/pods/outside.sh certificates FOLDER
#   BIN=... e2e/pods/outside.sh start FOLDER      FOLDER/mail has the mails, FOLDER/buckets the objects
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR
. "$here/parts.sh"
# shellcheck source-path=SCRIPTDIR
. "$here/../control-plane/parts.sh"
mkdir -p "${2:?folder}"/{pki,log,mail,buckets/example-chathub-backups}
cd "$2"
names=DNS:mail.example.org,DNS:s3.eu-central-1.amazonaws.com,DNS:example-chathub-backups.s3.eu-central-1.amazonaws.com
hosts=DNS:app.chathub.example.org,DNS:website.chathub.example.org,DNS:chat.example.org

certificates() {
    [[ ! -e pki/done ]] || return 0
    authority world-ca
    certificate outside /CN=outside "$names"
    certificate inside /CN=app.chathub.example.org "$hosts"
    cat pki/inside.crt pki/inside.key >pki/both.pem
    touch pki/done
}

start() {
    local bin
    bin=$(realpath "${BIN:?folder with the programs, see build.sh}")
    enter=(nsenter "--net=/run/netns/$outside")
    run store "$bin/rclone" serve s3 --addr 203.0.113.10:443 --cert pki/outside.crt --key pki/outside.key --force-path-style=false \
        --auth-key=backup-user,backup-secret --auth-key=retention-user,retention-secret --vfs-cache-mode=off buckets
    run mail "$bin/mail" -address 203.0.113.10:587 -certificate pki/outside.crt -key pki/outside.key -user chatstack -password mail-secret -folder mail
}

"$1"
