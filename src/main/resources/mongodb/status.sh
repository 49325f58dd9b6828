#!/bin/bash
# Says what this member sees of its replica set; changes nothing.
set -eu
scripts=$(dirname "$0")
# shellcheck source-path=SCRIPTDIR
. "$scripts/environment.sh"
exec mongosh --quiet --norc --nodb --file "$scripts/status.js"
