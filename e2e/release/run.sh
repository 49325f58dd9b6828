#!/usr/bin/env bash
# Unpacks a release where there is nothing else, and no network, and lets it synthesize every shipped environment: the same JSON as
# from the sources, and a second synth that changes nothing.
#   e2e/release/run.sh            packs a release first
#   e2e/release/run.sh FILE       chatstack-VERSION-linux-MACHINE.tar.gz or chatstack_VERSION_MACHINE.deb
# CHATSTACK_ROOT names the folder of a bare system, such as one by debootstrap, in which to do it; else this system's programs count.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if [[ ${1:-} ]]; then
    file=$(realpath "$1")
else
    ./chatstack release
    file=$(ls "$PWD"/target/release/*-linux-*.tar.gz)
fi
root=${CHATSTACK_ROOT:-/}
place=$(mktemp -d "$root/tmp/release.XXXXXX")
trap 'rm -rf "$place"' EXIT
inside=/tmp/${place##*/}
case $file in
    *.deb) dpkg-deb -x "$file" "$place" && program=$inside/usr/bin/chatstack ;;
    *) tar -C "$place" -xzf "$file" && program=$(echo "$place"/*/chatstack) && program=$inside/${program#"$place"/} ;;
esac
mkdir "$place/people"
cp -R config website "$place/people"

# in_release <command>: as somebody with nothing but a home folder, without a network
in_release() {
    # java finds its libraries through /proc
    unshare --map-root-user --net --pid --fork --mount-proc="${root%/}/proc" chroot "$root" /usr/bin/env -i -C "$inside/people" PATH=/usr/bin:/bin HOME="$inside" "$@"
}

failed=0
ok() { if "${@:2}"; then echo "ok: $1"; else echo "FAILED: $1" && failed=1; fi; }
CDKTF_OUTDIR=$place/expected ./chatstack synth --fresh >/dev/null 2>&1
in_release "$program" version
ok "checks every environment" in_release "$program" check
time ok "synthesizes every environment" in_release "$program" synth
ok "writes the same JSON as the sources" diff -r "$place/expected/stacks" "$place/people/cdktf.out/stacks"
time ok "synthesizes again, nothing changed" in_release "$program" synth
ok "estimates" in_release "$program" estimate -e aws-prod
in_release "$program" test >"$place/refused" 2>&1 || ok "says that tests need the sources" grep "needs the sources" "$place/refused"
exit $failed
