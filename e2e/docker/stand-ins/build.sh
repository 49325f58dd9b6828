#!/usr/bin/env bash
# Gives a Docker engine what stands in for the images of a synthesized stack that it does not have, under their names; a label says
# what each is. For machines that reach no registry; needs root and debootstrap, or a base image with the packages below.
#
#   e2e/docker/stand-ins/build.sh HOST STACK/cdk.tf.json
#
# BASE_IMAGE  an image of the engine with bash and the packages, instead of what debootstrap makes
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
host=$1 stack=$2
readonly PACKAGES=busybox-static,ca-certificates,curl,haproxy,jq,nodejs,openssl,rclone,socat,wget,prometheus,prometheus-alertmanager,prometheus-blackbox-exporter,prometheus-node-exporter
readonly BASE=chatstack-stand-in/base
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

engine() { docker -H "$host" "$@"; }
has() { engine image inspect "$1" >/dev/null 2>&1; }

base() {
  if has "$BASE"; then return; fi
  if [ -n "${BASE_IMAGE:-}" ]; then
    engine tag "$BASE_IMAGE" "$BASE"
    return
  fi
  debootstrap --variant=minbase --include="$PACKAGES" bookworm "$work/root" >"$work/debootstrap.log" || { cat "$work/debootstrap.log" >&2; exit 1; }
  tar -C "$work/root" --exclude='./var/cache/apt/archives/*.deb' --exclude='./var/lib/apt/lists/*' -c . | engine import - "$BASE" >/dev/null
}

# build <image> <what it is> <target> [build argument]
build() {
  DOCKER_BUILDKIT=0 engine build --quiet --label "dev.chatstack.stand-in=$2" --target "$3" ${4:+--build-arg "$4"} --tag "$1" "$work/context" >/dev/null 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
}

stand_in() {
  case $1 in
    haproxy:*) build "$1" "Debian's HAProxy" haproxy ;;
    mongo:*) build "$1" "a member of one file, without MongoDB" mongo ;;
    */rocket.chat:*) build "$1" "six paths of its REST API" rocketchat ;;
    rclone/*) build "$1" "Debian's rclone" rclone ;;
    prom/prometheus:*) build "$1" "Debian's Prometheus" program PROGRAM=prometheus ;;
    prom/alertmanager:*) build "$1" "Debian's Alertmanager" program PROGRAM=prometheus-alertmanager ;;
    */node-exporter:*) build "$1" "Debian's node exporter" program PROGRAM=prometheus-node-exporter ;;
    */blackbox-exporter:*) build "$1" "Debian's prober" program PROGRAM=prometheus-blackbox-exporter ;;
    */mongodb_exporter:*) build "$1" "something that signs in and says whether it could" exporter ;;
    busybox:*) build "$1" "Debian's busybox" busybox ;;
    grafana/grafana:*) build "$1" "something that only answers" answers STAND_IN_PORT=3000 ;;
    grafana/loki:*) build "$1" "something that only answers" answers STAND_IN_PORT=3100 ;;
    grafana/tempo:*) build "$1" "something that only answers" answers STAND_IN_PORT=3200 ;;
    grafana/alloy:*) build "$1" "something that only answers" answers STAND_IN_PORT=12345 ;;
    *) echo "nothing stands in for $1" >&2 && exit 1 ;;
  esac
}

mkdir "$work/context"
cp -R "$here"/. "$work/context"
cp "$here/../../../src/test/scripts/backup/archive.js" "$work/context/mongo/"
mapfile -t images < <(jq -r '.resource.docker_image[].name' "$stack")
for image in "${images[@]}"; do
  if ! has "$image"; then
    base
    stand_in "$image"
  fi
done
