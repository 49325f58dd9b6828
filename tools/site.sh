#!/usr/bin/env bash
# Builds the website of the pages into target/site. A broken link fails it.
#   tools/site.sh
# The programs are those of tools/site.txt, in target/site-tools; SITE_TOOLS names a folder that has them already.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools=${SITE_TOOLS:-target/site-tools}
if [[ ! -x $tools/bin/mkdocs ]]; then
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --require-hashes --no-deps -r tools/site.txt
fi

# the pages, and the files of the repository that they link to, each in its place
rm -rf target/pages
mkdir -p target/pages
git ls-files '*.md' '*.svg' '.checkov.yaml' LICENSE NOTICE 'config/*.yaml' 'config/schema.json' 'docs/examples/*' 'src/test/**/example/**' \
    | grep -v -e '^stacks/' -e '^\.github/' | while read -r file; do
    mkdir -p "target/pages/$(dirname "$file")"
    cp "$file" "target/pages/$file"
done
"$tools/bin/mkdocs" build --quiet --strict
