# shellcheck shell=bash
# shellcheck disable=SC2154 # the folders are set in bootstrap-mgmt.sh
# Sourced by bootstrap-mgmt.sh: installs what downloads.txt lists, if its checksum is right.

# The program of an archive.
install_program() {
    local folder program
    folder=$(mktemp -d)
    download "$1" "$folder" &&
        program=$(find "$folder" -type f -name "$1") &&
        install -D "$program" "$home/bin/$1" &&
        link "$1" "$home/bin/$1" &&
        remember_download "$1"
    rm -rf "$folder"
}

install_jdk() {
    local folder
    folder=$(mktemp -d)
    download jdk "$folder" &&
        rm -rf "$home/jdk" &&
        mkdir -p "$home" &&
        mv "$folder"/jdk-*/ "$home/jdk" &&
        remember_download jdk
    rm -rf "$folder"
}

install_aws() {
    local folder
    folder=$(mktemp -d)
    download aws "$folder" &&
        quietly "$folder/aws/install" --update --install-dir "$home/aws" --bin-dir "$home/bin" &&
        link aws "$home/bin/aws" &&
        remember_download aws
    rm -rf "$folder"
}

install_gcloud() {
    local folder
    folder=$(mktemp -d)
    download gcloud "$folder" &&
        rm -rf "$home/gcloud" &&
        mv "$folder/google-cloud-sdk" "$home/gcloud" &&
        CLOUDSDK_CONFIG=$folder quietly "$home/gcloud/bin/gcloud" --quiet components install gke-gcloud-auth-plugin &&
        link gcloud "$home/gcloud/bin/gcloud" &&
        link gke-gcloud-auth-plugin "$home/gcloud/bin/gke-gcloud-auth-plugin" &&
        remember_download gcloud
    rm -rf "$folder"
}

download_of() {
    awk -v name="$1" -v machine="$(dpkg --print-architecture)" '$1 == name && $2 == machine' "$tools/downloads.txt"
}

remember_download() {
    mkdir -p "$home/installed" && download_of "$1" >"$home/installed/$1"
}

# Downloads the archive of a name, and unpacks it into a folder if its checksum is right.
download() {
    local checksum address file
    read -r _ _ checksum address < <(download_of "$1")
    [[ -z ${CHATSTACK_MIRROR:-} ]] || address=$CHATSTACK_MIRROR/${address#*://}
    file=$2/${address##*/}
    get "$address" "$file" || return
    has_checksum "$file" "$checksum" || return
    case $file in
        *.zip) unzip -q "$file" -d "$2" ;;
        *) tar -xzf "$file" -C "$2" ;;
    esac
}

get() {
    local problem
    problem=$(curl --fail --location --silent --show-error --retry 3 --connect-timeout 20 --output "$2" "$1" 2>&1) && return
    say "cannot download $1 (${problem##*$'\n'})" >&2
    return 1
}

has_checksum() {
    local bits=256 actual
    [[ ${#2} != 128 ]] || bits=512
    actual=$("sha${bits}sum" "$1" | cut -d ' ' -f 1)
    [[ $actual != "$2" ]] || return 0
    say "${1##*/} is not the file that it should be, and is not installed: its SHA-$bits is $actual, not $2" >&2
    return 1
}
