#!/usr/bin/env bash
# Makes FOLDER/venv with the Python packages of the proofs, unless it is there.
#
#   e2e/venv.sh FOLDER
set -euo pipefail

wanted=$(dirname "${BASH_SOURCE[0]}")/requirements.txt
venv=${1:?folder}/venv
! cmp -s "$wanted" "$venv/requirements.txt" || exit 0
python3 -m venv --clear "$venv"
"$venv/bin/pip" install -q --disable-pip-version-check --require-hashes -r "$wanted"
cp "$wanted" "$venv/"
