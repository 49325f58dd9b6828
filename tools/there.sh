# shellcheck shell=bash
# shellcheck disable=SC2154 # the folders are set in bootstrap-mgmt.sh
# Sourced by bootstrap-mgmt.sh: tells for each of its names whether it is there.

prometheus=(prometheus promtool prometheus-alertmanager amtool prometheus-blackbox-exporter)

is_there() {
    case $1 in
        curl) runs curl && [[ -e /etc/ssl/certs/ca-certificates.crt ]] ;;
        jdk) has_jdk ;;
        maven) runs mvn ;;
        node) has_node ;;
        redis) runs redis-server ;;
        prometheus) runs_all "${prometheus[@]}" ;;
        procps) runs ps ;;
        nss-wrapper) compgen -G '/usr/lib/*/libnss_wrapper.so' >/dev/null ;;
        checks) is_current checks.txt ;;
        az) is_current az.txt || runs_another az ;;
        cdktf | cdktn) is_current "$1/package-lock.json" || runs_another "$1" ;;
        terraform | tofu | kubectl | helm | kubelogin | aws) is_downloaded "$1" || runs_another "$1" ;;
        gcloud) { is_downloaded gcloud || runs_another gcloud; } && runs gke-gcloud-auth-plugin ;;
        *) runs "$1" ;;
    esac
}

runs() {
    command -v "$1" >/dev/null || [[ -x $home/bin/$1 ]]
}

runs_all() {
    local program
    for program; do runs "$program" || return; done
}

# One that did not come from here: the person chose it, so it stays.
runs_another() {
    local program
    program=$(command -v "$1") && [[ $(readlink -f "$program") != "$home"/* ]]
}

# What was installed from here lies next to the list that it was installed from: another list means another version.
is_current() {
    cmp -s "$tools/$1" "$home/installed/$1"
}

is_downloaded() {
    [[ -e $home/installed/$1 && $(<"$home/installed/$1") == "$(download_of "$1")" ]]
}

# Any that is new enough: the person chose it. The one from here must be the one that is pinned.
has_jdk() {
    local javac
    ! is_downloaded jdk || return 0
    for javac in ${JAVA_HOME:+"$JAVA_HOME/bin/javac"} "$(command -v javac || true)" "$jvms"/*/bin/javac; do
        [[ -x $javac && $("$javac" -version 2>&1) =~ ^javac\ ([0-9]+) ]] && ((BASH_REMATCH[1] >= 21)) && return
    done
    return 1
}

has_node() {
    is_current node.txt && return
    runs_another node && runs npm && [[ $(node --version) =~ ^v([0-9]+) ]] && ((BASH_REMATCH[1] >= 22))
}
