#!/usr/bin/env bash
# Prints, as Markdown, what a change does to the Terraform of every environment, compared with another commit, such as the last
# release. Exit code 3: this program, given a file of that commit, puts data at risk, and no line that CHANGELOG.md got since says
# "data at risk".
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

# Prints which environments of that commit, with their files of that commit, put data at risk, and why.
data_at_risk() {
    local file environment config code
    for file in "$work/base/config"/*.yaml; do
        environment=$(basename "$file" .yaml)
        for config in "$work/base/config" config; do
            code=0
            ./chatstack explain -e "$environment" --config "$config" --against "$work/old.out" --limit data-safe >"$work/explained" || code=$?
            # a file that this program refuses is judged as it is written now
            [[ $code == 2 && -e config/$environment.yaml ]] || break
        done
        # shellcheck disable=SC2016 # the backquotes are Markdown's
        case $code in
            0) ;;
            3) printf '### Data at risk in %s\n\n```\n%s\n```\n' "$environment" "$(<"$work/explained")" ;;
            *) return 1 ;;
        esac
    done
}

CDKTF_OUTDIR=$work/new.out ./chatstack synth >&2
git worktree add --quiet --detach "$work/base" "$base"
take_libraries
CDKTF_OUTDIR=$work/old.out "$work/base/chatstack" synth >&2
normalize "$work/old.out" "$work/old"
normalize "$work/new.out" "$work/new"

risks=$(data_at_risk)
announced=$(git diff "$base" -- CHANGELOG.md | grep -icE '^\+.*data at risk' || true)

cd "$work"
same=''
if diff --recursive --new-file --unified=3 old new >difference; then same=yes; fi
if [[ $same && ! $risks ]]; then
    echo "The Terraform of every environment stays as it is."
    exit
fi
sed -nE 's|^diff .* new/(.*)\.json$|\1|p' difference | sort -u | while read -r stack; do
    printf '<details><summary>%s</summary>\n\n```diff\n' "$stack"
    diff --new-file --unified=3 "old/$stack.json" "new/$stack.json" | tail -n +3 || true
    printf '```\n\n</details>\n'
done
[[ $risks ]] || exit 0
echo "$risks"
if [[ $announced == 0 ]]; then
    echo "CHANGELOG.md has no new line that says \"data at risk\", and what people must do."
    exit 3
fi
