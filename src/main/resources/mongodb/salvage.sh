#!/bin/bash
# After a lost majority, or for a volume restored under other host names: makes this member the only one of its set.
# Says what would be lost; does it with --yes. docs/mongodb.md says when.
set -eu
scripts=$(dirname "$0")
# shellcheck source-path=SCRIPTDIR
. "$scripts/environment.sh"
export SALVAGE=${1:-}
exec mongosh --quiet --norc --nodb --file "$scripts/salvage.js"
