#!/usr/bin/env bash
# Judges what tools/ci/explain.sh has left in FILE: fails when the change does more than the limit allows, unless somebody accepts that.
#   GH_TOKEN=... GH_REPO=OWNER/REPO tools/ci/limit.sh FILE PULL-REQUEST RUN
# Accepted is a change by a label of the pull request, which no file of the branch can set: by another person than the author, and after the
# last push, which is when RUN was created.
set -euo pipefail
file=${1:?file} number=${2:?number of the pull request} run=${3:?id of the workflow run}

jq -e '.command == "explain" and (.verdict.exceeded | type) == "boolean"' "$file" >/dev/null || { echo "$file is no answer of explain"; exit 1; }
if [[ $(jq .verdict.exceeded "$file") == false ]]; then
    echo "The change keeps the limit $(jq -r .verdict.limit "$file")."
    exit
fi
label='interruption accepted'
[[ $(jq -r .verdict.worst "$file") != data-at-risk ]] || label='data loss accepted'
refuse() {
    jq -r '.text[]' "$file"
    echo
    echo "The change does more than the limit $(jq -r .verdict.limit "$file") allows. $1"
    echo "To accept it: a person other than the author sets the label \"$label\", then runs the failed jobs again."
    exit 1
}

author=$(gh api "repos/$GH_REPO/pulls/$number" --jq .user.login)
pushed=$(gh api "repos/$GH_REPO/actions/runs/$run" --jq .created_at)
last=$(gh api --paginate "repos/$GH_REPO/issues/$number/events?per_page=100" --jq \
    ".[] | select((.event == \"labeled\" or .event == \"unlabeled\") and .label.name == \"$label\") | [.event, .actor.login, .created_at] | @tsv" | tail -1)
IFS=$'\t' read -r event person at <<<"$last"
[[ ${event:-} == labeled ]] || refuse "The label \"$label\" is not set."
[[ $person != "$author" ]] || refuse "The author set the label \"$label\"."
[[ ! $at < $pushed ]] || refuse "The label \"$label\" is older than the last push: remove it, look again, and set it again."
echo "$person accepts what the change does: $(jq -r .verdict.worst "$file")."
