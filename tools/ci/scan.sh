#!/usr/bin/env bash
# Looks in every image of an environment, also in those that charts bring, for critical faults of which a fix is published. Prints
# Markdown.
#   tools/ci/scan.sh ENV
# GRYPE names the scanner, by default grype. Exit code: 2 such a fault was found; 1 an image could not be looked at.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
environment=${1:?environment}
code=0
list=$(./chatstack images -e "$environment")
echo "## Images of $environment"
# the images stand below the first heading, up to an empty line: name, image
while read -r _ image; do
    if ! found=$("${GRYPE:-grype}" "$image" --only-fixed --quiet --output json </dev/null); then
        echo "- $image: **could not be scanned**"
        ((code)) || code=1
        continue
    fi
    critical=$(jq -r '[.matches[] | select(.vulnerability.severity == "Critical") | "\(.vulnerability.id) in \(.artifact.name)"] | unique | join(", ")' <<<"$found")
    if [[ $critical ]]; then
        echo "- $image: **$critical**"
        code=2
    else
        echo "- $image: no critical fault with a fix"
    fi
done < <(awk 'NR > 2 && NF == 0 {exit} NR > 2' <<<"$list")
exit $code
