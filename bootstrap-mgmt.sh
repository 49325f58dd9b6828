#!/usr/bin/env bash
# Sets up a machine for chatstack: `./bootstrap-mgmt.sh --help` says how. What it does for each name stands in tools/.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
tools=$here/tools    # what is installed, in which version, with which checksum
home=/opt/chatstack  # everything that is not a Debian package
links=/usr/local/bin # its commands
jvms=/usr/lib/jvm
policy=/usr/sbin/policy-rc.d
PATH=$PATH:/usr/sbin # haproxy is there, and it is not on a user's PATH

# shellcheck source=tools/there.sh
. "$tools/there.sh"
# shellcheck source=tools/install.sh
. "$tools/install.sh"
# shellcheck source=tools/download.sh
. "$tools/download.sh"

# name, who needs it (b: to build and test; m: to manage environments), what it is
table() {
    cat <<'EOF'
git         bm  git
curl        bm  curl, and the certificates of the public authorities
jdk         bm  JDK 21 or newer
maven       bm  Maven
node        bm  Node 22 or newer, with npm
terraform   m   Terraform
tofu        -   OpenTofu (set TERRAFORM_BINARY_NAME=tofu to use it)
cdktf       m   the command line of CDK for Terraform
cdktn       -   the command line of CDK Terrain, which runs chatstack as well
kubectl     m   kubectl
helm        m   Helm
gcloud      m   the Google Cloud CLI, and gke-gcloud-auth-plugin
aws         m   the AWS CLI
az          m   the Azure CLI
kubelogin   m   signs kubectl in to AKS
shellcheck  b   for tests: checks shell scripts
ruby        b   for tests: reads the Vagrantfile
redis       b   for tests: redis-server, not started as a service
haproxy     b   for tests: haproxy, not started as a service
nss-wrapper b   for tests: gives a program its own host names
prometheus  b   for tests: the programs of Prometheus, not started as services
procps      b   for tests: ps and kill
hunspell    b   for tests: checks the spelling of the pages
jq          b   for tests: the backup scripts use it
rclone      b   for tests: the backup scripts use it
checks      b   for tests: checkov and moto, in /opt/chatstack/checks
EOF
}

usage() {
    cat <<'EOF'
Sets up a Debian (12 or newer) or Ubuntu (22.04 or newer) machine, amd64 or arm64, for chatstack.
Installs what is missing and keeps what is there; run again, it changes nothing. Asks for sudo only to install.

  ./bootstrap-mgmt.sh                 what managing environments needs: Java, Node, Terraform, the CLIs of the clouds
      --tofu                          with OpenTofu instead of Terraform
      --cdktn                         with the CLI of CDK Terrain instead of that of CDK for Terraform
  ./bootstrap-mgmt.sh --build         what building and testing needs, no more
  ./bootstrap-mgmt.sh --only NAME...  only these
  ./bootstrap-mgmt.sh --list          all names, and what is missing
  ./bootstrap-mgmt.sh --help

Variables that it obeys:
  https_proxy, http_proxy, no_proxy   the way to the internet, for every download
  CHATSTACK_MIRROR                    where to download what tools/downloads.txt lists, instead of from its makers:
                                      https://HOST/PATH/FILE is then $CHATSTACK_MIRROR/HOST/PATH/FILE (file:// works)
  PIP_INDEX_URL                       a mirror of PyPI
  NPM_CONFIG_REGISTRY                 a mirror of the npm registry
Debian packages come from the machine's own apt sources.
EOF
}

main() {
    local set=m names=() missing=() name terraform=terraform cdktf=cdktf
    while (($#)); do
        case $1 in
            --build) set=b ;;
            --tofu) terraform=tofu ;;
            --cdktn) cdktf=cdktn ;;
            --only) names=("${@:2}") && break ;;
            --list) list && exit ;;
            --help | -h) usage && exit ;;
            *) refuse "unknown option $1; --help lists them" ;;
        esac
        shift
    done
    [[ ${1:-} != --only || ${#names[@]} != 0 ]] || refuse "--only needs a name; --list shows them"
    [[ $set == m || $terraform$cdktf == terraformcdktf ]] || refuse "--build has no use for --tofu and --cdktn"
    ((${#names[@]})) || mapfile -t names < <(names_for $set | sed "s/^terraform$/$terraform/; s/^cdktf$/$cdktf/")
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
    # root's own PATH and only these variables: a program in a folder that the person may write must not become root's
    exec sudo -H --preserve-env=https_proxy,http_proxy,no_proxy,HTTPS_PROXY,HTTP_PROXY,NO_PROXY,CHATSTACK_MIRROR,PIP_INDEX_URL,PIP_CERT,NPM_CONFIG_REGISTRY \
        env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$here/bootstrap-mgmt.sh" --only "$@"
}

# One failure does not stop the rest: the next run finds as little as possible still to do.
install_all() {
    local name failed=()
    install_packages "$@" || true
    for name; do
        is_there "$name" || install_one "$name" || true
        is_there "$name" || failed+=("$name")
    done
    ((${#failed[@]} == 0)) || give_up "${failed[@]}"
}

give_up() {
    cat >&2 <<EOF
bootstrap: still missing: $*
  The reason stands above. Behind a proxy, set https_proxy and no_proxy; with a mirror, see --help.
  What was installed stays: run the same command again to continue.
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
