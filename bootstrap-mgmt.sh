#!/usr/bin/env bash
# Sets up a machine for chatstack: `./bootstrap-mgmt.sh --help` says how. What it does for each name: tools/install.sh.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
tools=$here/tools    # what is installed, in which version, with which checksum
home=/opt/chatstack  # everything that is not a Debian package
links=/usr/local/bin # its commands
jvms=/usr/lib/jvm
policy=/usr/sbin/policy-rc.d
PATH=$PATH:/usr/sbin # haproxy is there, and it is not on a user's PATH

# shellcheck source=tools/install.sh
. "$tools/install.sh"

# name, who needs it (b: building and testing), what it is
table() {
    cat <<'EOF'
git         b   git
curl        b   curl, and the certificates of the public authorities
jdk         b   JDK 17 or newer
maven       b   Maven
node        b   Node 22 or newer, with npm
shellcheck  b   for tests: checks shell scripts
redis       b   for tests: redis-server, not started as a service
haproxy     b   for tests: haproxy, not started as a service
promtool    b   for tests: checks Prometheus rules
checks      b   for tests: checkov and moto, in /opt/chatstack/checks
EOF
}

usage() {
    cat <<'EOF'
Sets up a Debian (12 or newer) or Ubuntu (22.04 or newer) machine, amd64 or arm64, for chatstack.
Installs what is missing and keeps what is there; run again, it changes nothing. Asks for sudo only to install.

  ./bootstrap-mgmt.sh --build         what building and testing needs
  ./bootstrap-mgmt.sh --only NAME...  only these
  ./bootstrap-mgmt.sh --list          all names, and what is missing
  ./bootstrap-mgmt.sh --help

Variables that it obeys:
  https_proxy, http_proxy, no_proxy   the way to the internet, for every download
  PIP_INDEX_URL                       a mirror of PyPI
Debian packages come from the machine's own apt sources.
EOF
}

main() {
    local names=() missing=() name
    case ${1:-} in
        --build) (($# == 1)) || refuse "--build stands alone" ;;
        --only) (($# > 1)) || refuse "--only needs a name" ;;
        --list) list && exit ;;
        --help | -h) usage && exit ;;
        '') usage >&2 && exit 2 ;;
        *) refuse "unknown option $1" ;;
    esac
    if [[ $1 == --only ]]; then names=("${@:2}"); else mapfile -t names < <(names_for b); fi
    check_names "${names[@]}"

    for name in "${names[@]}"; do
        is_there "$name" || missing+=("$name")
    done
    if ((${#missing[@]})); then
        check_machine
        become_root "${missing[@]}"
        install_all "${missing[@]}"
    fi
    say "everything is there: ${names[*]}"
}

names_for() {
    table | while read -r name sets _; do
        [[ $sets != *$1* ]] || echo "$name"
    done
}

check_names() {
    local name
    for name; do
        table | grep -q "^$name " || refuse "unknown name $name; --list shows them"
    done
}

list() {
    local name what
    table | while read -r name _ what; do
        if is_there "$name"; then echo "  $name: $what"; else echo "- $name: $what (missing)"; fi
    done
}

check_machine() {
    command -v apt-get >/dev/null || refuse "this machine has no apt-get: chatstack is set up on Debian or Ubuntu"
    [[ $(dpkg --print-architecture) =~ ^(amd64|arm64)$ ]] || refuse "this machine is neither amd64 nor arm64"
}

become_root() {
    [[ $(id -u) != 0 ]] || return 0
    command -v sudo >/dev/null || refuse "root must install: $*. Run this as root, or install sudo"
    say "sudo is asked for, to install: $*"
    exec sudo -E -H "$here/bootstrap-mgmt.sh" --only "$@"
}

# One failure does not stop the rest: the next run finds as little as possible still to do.
install_all() {
    local name failed=()
    install_packages "$@" || true
    for name; do
        if ! is_there "$name" && declare -F "install_$name" >/dev/null; then
            say "$name"
            "install_$name" || true
        fi
        is_there "$name" || failed+=("$name")
    done
    ((${#failed[@]} == 0)) || give_up "${failed[@]}"
}

give_up() {
    cat >&2 <<EOF
bootstrap: still missing: $*
  The reason stands above. Behind a proxy, set https_proxy and no_proxy; with a mirror, see --help.
  What was installed stays: run the same command again, and it goes on from here.
EOF
    exit 1
}

say() {
    echo "bootstrap: $*"
}

refuse() {
    echo "bootstrap: $*" >&2
    exit 2
}

main "$@"
