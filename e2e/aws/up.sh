#!/usr/bin/env bash
# Starts emulated services of AWS on loopback: moto, and next to it what moto lacks (eks_fake.py, dlm_fake.py).
# Then: . FOLDER/environment
#
#   e2e/aws/up.sh FOLDER [API_SERVER CA_FILE]    The last two are the API server that a cluster's endpoint shall be.
#
# AWS_PORT  port of moto; the two after it are used as well (5055)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "${1:?folder for programs, logs and process ids}"
state=$(cd "$1" && pwd)
port=${AWS_PORT:-5055}
bin=$state/venv/bin

main() {
    install
    MOTO_IAM_LOAD_MANAGED_POLICIES=true MOTO_ACM_VALIDATION_WAIT=1 run moto "$bin/moto_server" -H 127.0.0.1 -p "$port"
    run eks "$bin/python" "$here/eks_fake.py" $((port + 1)) "$@"
    run dlm "$bin/python" "$here/dlm_fake.py" $((port + 2))
    wait_for moto "http://127.0.0.1:$port/moto-api/"
    wait_for eks "http://127.0.0.1:$((port + 1))/clusters"
    wait_for dlm "http://127.0.0.1:$((port + 2))/policies"
    environment >"$state/environment"
}

install() {
    cmp -s "$here/requirements.txt" "$state/venv/requirements.txt" && return
    python3 -m venv --clear "$state/venv"
    "$bin/pip" install -q --disable-pip-version-check --require-hashes -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$state/venv/"
}

run() { # name, command
    [[ ! -e $state/$1.pid ]] || ! kill -0 "$(<"$state/$1.pid")" 2>/dev/null || return 0
    nohup "${@:2}" >"$state/$1.log" 2>&1 </dev/null &
    echo $! >"$state/$1.pid"
}

wait_for() { # name, address
    local tries=0
    until curl -sf -o /dev/null "$2"; do
        if ((++tries > 120)) || ! kill -0 "$(<"$state/$1.pid")" 2>/dev/null; then
            echo "$1 did not come up; the end of $state/$1.log:" >&2
            tail -n 5 "$state/$1.log" >&2
            exit 1
        fi
        sleep 0.5
    done
}

# S3 Control puts the account's id before the host, where only a proxy finds it.
environment() {
    cat <<END
unset AWS_PROFILE AWS_SESSION_TOKEN
export AWS_ACCESS_KEY_ID=emulated AWS_SECRET_ACCESS_KEY=emulated AWS_EC2_METADATA_DISABLED=true
export AWS_DEFAULT_REGION=eu-central-1
export AWS_ENDPOINT_URL=http://127.0.0.1:$port
export AWS_ENDPOINT_URL_EKS=http://127.0.0.1:$((port + 1))
export AWS_ENDPOINT_URL_DLM=http://127.0.0.1:$((port + 2))
export HTTP_PROXY=http://127.0.0.1:$port NO_PROXY=127.0.0.1
export PATH=$bin:\$PATH
END
}

shift
main "$@"
