#!/usr/bin/env bash
# Packs a release into target/release: for people who have Java and Node, for people who have nothing, as a Debian package, and what
# proves it. Called by `./chatstack release`, which has built everything. The same commit gives the same bytes: docs/release.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=$(sed -n 's,.*<version>\(.*\)</version>.*,\1,;T;p;q' pom.xml)
version=${version%-SNAPSHOT}
commit=$(git rev-parse HEAD)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C
out=$PWD/target/release
machine=$(uname -m)
architecture=$(dpkg --print-architecture 2>/dev/null || echo "$machine")
name=chatstack-$version
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

main() {
    [[ $# == 0 ]] || { echo "usage: ./chatstack release" >&2; exit 2; }
    [[ -z $(git status --porcelain) ]] || { echo "release: commit first: a release is that of a commit, and these files differ from it:" >&2; git status --short >&2; exit 2; }
    rm -rf "$out"
    mkdir -p "$out"
    # jars with the commit and its time in them, and the list of what they hold
    mvn -B -ntp -q package org.cyclonedx:cyclonedx-maven-plugin:2.9.3:makeAggregateBom -DskipTests -Dspotless.check.skip \
        -Dproject.build.outputTimestamp="$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" -Dbuild.version="$version (${commit:0:12})" -Dmaven.jar.forceCreation=true \
        -DincludeBomSerialNumber=false -DoutputFormat=json -DoutputName="$name.cdx" -DoutputDirectory="$out"
    gather "$work/$name"
    pack "$name" "$name.tar.gz"
    add_runtime "$work/$name"
    pack "$name" "$name-linux-$machine.tar.gz"
    debian
    formula >"$out/chatstack.rb"
    awk '/^## /{n++} n==1' CHANGELOG.md >"$out/NOTES.md"
    (cd "$out" && sha256sum ./* >"$work/sums" && mv "$work/sums" SHA256SUMS)
    ls -sh "$out"
}

# gather <folder>: what every edition holds
gather() {
    local jar
    mkdir -p "$1/lib" "$1/engine"
    cp chatstack README.md LICENSE NOTICE CHANGELOG.md SECURITY.md "$1"
    cp -R docs config website "$1"
    echo "$version $commit" >"$1/version"
    # not there when another clone has generated the bindings
    [[ -e bindings/node_modules ]] || npm ci --prefix bindings --ignore-scripts --no-audit --no-fund --silent
    cp bindings/node_modules/@cdktf/provider-helm/LICENSE "$1/lib/MPL-2.0.txt"
    cp stacks/main/engine.cjs "$1/engine.cjs"
    cp target/chatstack-stacks/chatstack-stacks.jar "$1/chatstack.jar"
    cp target/chatstack-stacks/lib/*.jar "$1/lib"
    jar=("$1"/lib/jsii-runtime-*.jar)
    (cd "$1/engine" && "$JAVA_HOME/bin/jar" xf "${jar[0]}" software/amazon/jsii/lib)
    # names alone: the order, the numbers and the hints of a run depend on its timing
    sed '/^@cp/d; /^#/d; s/ id: [0-9]*$//' target/launcher/classes | sort >"$1/lib/classes"
}

# add_runtime <folder>: Java, with the modules that the program uses, and Node
add_runtime() {
    local modules
    modules=$("$JAVA_HOME/bin/jdeps" --ignore-missing-deps --multi-release 21 -q --print-module-deps --class-path "$1/lib/*" "$1/chatstack.jar" "$1"/lib/chatstack-constructs*.jar "$1"/lib/*jsii-runtime*.jar)
    "$JAVA_HOME/bin/jlink" --add-modules "$modules,jdk.unsupported,jdk.crypto.ec,jdk.zipfs" --strip-debug --no-header-files --no-man-pages \
        --compress zip-6 --output "$1/runtime"
    install -m 755 "$(readlink -f "$(command -v node)")" "$1/runtime/bin/node"
}

# pack <folder in work> <file>: owners, times and order that do not depend on this machine
pack() {
    tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w --mtime="@$SOURCE_DATE_EPOCH" -cf - "$1" | gzip -9n >"$out/$2"
}

debian() {
    local root=$work/debian
    command -v dpkg-deb >/dev/null || return 0
    mkdir -p "$root/DEBIAN" "$root/usr/lib" "$root/usr/bin"
    mv "$work/$name" "$root/usr/lib/chatstack"
    ln -s ../lib/chatstack/chatstack "$root/usr/bin/chatstack"
    cat >"$root/DEBIAN/control" <<END
Package: chatstack
Version: $version
Architecture: $architecture
Maintainer: the makers of chatstack <chatstack@users.noreply.github.com>
Depends: bash, libstdc++6
Recommends: git
Section: admin
Priority: optional
Description: team chat as code
 One YAML file per environment becomes a running, monitored, backed-up
 team chat, as Terraform JSON.
END
    find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group --build "$root" "$out/chatstack_${version}_$architecture.deb" >/dev/null
}

formula() {
    cat <<END
class Chatstack < Formula
  desc "Team chat as code: one YAML file per environment"
  homepage "https://github.com/${GITHUB_REPOSITORY:-chatstack/chatstack}"
  url "https://github.com/${GITHUB_REPOSITORY:-chatstack/chatstack}/releases/download/v$version/$name.tar.gz"
  sha256 "$(sha256sum "$out/$name.tar.gz" | cut -d ' ' -f 1)"
  license "Apache-2.0"
  depends_on "node"
  depends_on "openjdk"

  def install
    libexec.install Dir["*"]
    bin.write_exec_script libexec/"chatstack"
  end

  test do
    system bin/"chatstack", "version"
  end
end
END
}

main "$@"
