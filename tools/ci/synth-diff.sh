#!/usr/bin/env bash
# Prints, as Markdown, what a change does to the Terraform of every environment, compared with another commit.
#   tools/ci/synth-diff.sh COMMIT
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
base=${1:?commit to compare with}
repository=$PWD
work=$(mktemp -d)
trap 'git -C "$repository" worktree remove --force "$work/base" 2>/dev/null || true; rm -rf "$work"' EXIT

# keys in order and texts line by line: a difference then is a difference
normalize() {
    local file
    for file in "$1"/stacks/*/cdk.tf.json; do
        mkdir -p "$2"
        jq --sort-keys 'del(.. | .["//"]?) | walk(if type == "string" and contains("\n") then split("\n") else . end)' "$file" >"$2/$(basename "$(dirname "$file")").json"
    done
}

# What only Maven builds is not built again where it is the same: the launcher knows it by the times of its files.
take_libraries() {
    local file built=(.mvn pom.xml bindings src/pom.xml stacks/pom.xml)
    git diff --quiet "$base" -- "${built[@]}" || return 0
    cp -a target "$work/base"
    git ls-files -z -- "${built[@]}" | while IFS= read -r -d '' file; do touch -r "$file" "$work/base/$file"; done
}

CDKTF_OUTDIR=$work/new.out ./chatstack synth >&2
git worktree add --quiet --detach "$work/base" "$base"
take_libraries
CDKTF_OUTDIR=$work/old.out "$work/base/chatstack" synth >&2
normalize "$work/old.out" "$work/old"
normalize "$work/new.out" "$work/new"

cd "$work"
if diff --recursive --new-file --unified=3 old new >difference; then
    echo "The Terraform of every environment stays as it is."
    exit
fi
grep -E '^diff ' difference | sed -E 's|.* new/(.*)\.json|\1|' | sort -u | while read -r stack; do
    printf '<details><summary>%s</summary>\n\n```diff\n' "$stack"
    diff --new-file --unified=3 "old/$stack.json" "new/$stack.json" | tail -n +3 || true
    printf '```\n\n</details>\n'
done
