# shellcheck shell=bash
# What the control plane and the nodes of e2e/pods start with. Sourced in the folder of a cluster or a node, which has a folder log.
#
#   enter   words before every program that is started, such as those that enter a network namespace

enter=()

# certificates that live as long as a proof; small ones, for a machine that is busy
authority() { # name
    openssl req -x509 "${key[@]}" -nodes -keyout pki/ca.key -out pki/ca.crt -days 30 -subj "/CN=$1" 2>/dev/null
}

certificate() { # name, subject, other names
    openssl req "${key[@]}" -nodes -keyout "pki/$1.key" -out "pki/$1.csr" -subj "$2" 2>/dev/null
    openssl x509 -req -in "pki/$1.csr" -CA pki/ca.crt -CAkey pki/ca.key -CAcreateserial -days 30 -out "pki/$1.crt" \
        -extfile <(printf 'extendedKeyUsage=serverAuth,clientAuth\n%s\n' "${3:+subjectAltName=$3}") 2>/dev/null
}
key=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1)

account_keys() {
    openssl genrsa -out pki/sa.key 2048 2>/dev/null
    openssl rsa -in pki/sa.key -pubout -out pki/sa.pub 2>/dev/null
}

kubeconfig() { # name, address of the API server
    cat >"$1.kubeconfig" <<END
apiVersion: v1
kind: Config
current-context: e2e
clusters: [{name: e2e, cluster: {server: "$2", certificate-authority: "$PWD/pki/ca.crt"}}]
users: [{name: $1, user: {client-certificate: "$PWD/pki/$1.crt", client-key: "$PWD/pki/$1.key"}}]
contexts: [{name: e2e, context: {cluster: e2e, user: $1}}]
END
}

run() { # name, command; what runs already is left alone
    [[ ! -e $1.pid ]] || ! kill -0 "$(<"$1.pid")" 2>/dev/null || return 0
    nohup "${enter[@]}" "${@:2}" >>"log/$1.log" 2>&1 </dev/null &
    echo $! >"$1.pid"
}

wait_for() { # name, command that succeeds when it is up
    local tries=0
    until "${@:2}" >/dev/null 2>&1; do
        if ((++tries > 120)) || ! kill -0 "$(<"$1.pid")" 2>/dev/null; then
            echo "$1 did not come up; the end of $PWD/log/$1.log:" >&2
            tail -n 5 "log/$1.log" >&2
            exit 1
        fi
        sleep 0.5
    done
}
