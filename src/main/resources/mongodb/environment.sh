# shellcheck shell=bash
# Where the scripts find what the pod mounts.
#   MEMBER_HOST_TEMPLATE  host:port of the members, %d for the ordinal
#   MEMBER_ORDINAL        this member's ordinal; without it the number at the end of the host name
: "${MEMBER_HOST_TEMPLATE:?}"
export KEY_FILE=${KEY_FILE:-/run/mongodb/key}
export MEMBERS_FILE=${MEMBERS_FILE:-/etc/mongodb/members/members}
export ACCOUNTS_DIR=${ACCOUNTS_DIR:-/etc/mongodb/accounts}
# mongosh writes its settings there; the root file system is read-only
export HOME=/tmp MONGOSH_FORCE_DISABLE_TELEMETRY_FOR_TESTING=1
