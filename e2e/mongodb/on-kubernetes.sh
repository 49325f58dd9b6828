# shellcheck shell=bash
# The set that chatstack deployed. Uses kubectl's current context unless CONTEXT names another.
namespace=${NAMESPACE:-application}
set=${SET:-rocketchat-mongo}

kube() { kubectl ${CONTEXT:+--context "$CONTEXT"} --namespace "$namespace" "$@"; }

in_sidecar() {
  local member=$1
  shift
  kube exec "$set-$member" --container reconciler -- "$@"
}

# runs JavaScript next to member $1, with what members.js has
run() {
  # shellcheck disable=SC2016 # the shell in the pod expands it
  in_sidecar "$1" bash -c '. /scripts/environment.sh && mongosh --quiet --norc --nodb --eval "load(\"/scripts/members.js\"); $1"' - "$2"
}

status_of() { in_sidecar "$1" /scripts/status.sh; }

run_salvage() {
  local member=$1
  shift
  in_sidecar "$member" /scripts/salvage.sh "$@"
}

prepare() { kube get statefulset "$set"; }

kill_member() { kube delete pod "$set-$1" --grace-period=0 --force; }

want() {
  kube patch configmap "$set-members" --type merge --patch "{\"data\":{\"members\":\"$1\"}}"
  kube scale statefulset "$set" --replicas "$1"
}

lose_volume_of() {
  kube delete pvc "data-$set-$1" --wait=false
  kube delete pod "$set-$1"
}

new_password() {
  local password
  password=$(head -c 24 /dev/urandom | base64)
  kube patch secret "$set-$1" --type merge --patch "{\"stringData\":{\"password\":\"$password\"}}"
}
