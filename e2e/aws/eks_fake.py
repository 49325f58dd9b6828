"""The API of EKS, kept in memory: what moto's EKS lacks (add-ons, access entries, pod identity, updates).

It answers what it was asked for, active at once, and refuses what the real one would let hang for twenty minutes: nodes without a
pod network, add-ons without nodes, a pod network that goes before its nodes; and, as the real one, a size of a node group outside
of its limits. Compared with what the AWS provider 5.100.0 sends and reads, and with the documentation, never with EKS.

Usage: eks_fake.py PORT [API_SERVER_URL CA_FILE]    The last two point the clusters at a real API server, which may use
http://127.0.0.1:PORT/authenticate as its token webhook.
"""
import base64
import json
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

ACCOUNT, REGION = "123456789012", "eu-central-1"
ADDON_VERSION = "v1.0.0-eksbuild.1"
POD_NETWORK = {"vpc-cni", "kube-proxy", "eks-pod-identity-agent"}

# path below a cluster -> (name of one in an answer, key that identifies it, key of its ARN, kind in the ARN, name of many)
CHILDREN = {
    "node-groups": ("nodegroup", "nodegroupName", "nodegroupArn", "nodegroup", "nodegroups"),
    "addons": ("addon", "addonName", "addonArn", "addon", "addons"),
    "access-entries": ("accessEntry", "principalArn", "accessEntryArn", "access-entry", "accessEntries"),
    "pod-identity-associations": ("association", "associationId", "associationArn", "podidentityassociation", "associations"),
}


class Refused(Exception):
    def __init__(self, status, kind, message):
        super().__init__(message)
        self.status, self.kind, self.message = status, kind, message


def arn(kind, *parts):
    return f"arn:aws:eks:{REGION}:{ACCOUNT}:{kind}/" + "/".join(parts)


class Eks:
    def __init__(self, endpoint, ca):
        self.endpoint, self.ca = endpoint, ca
        self.clusters, self.children, self.updates, self.tags = {}, {}, {}, {}

    def cluster(self, name):
        if name not in self.clusters:
            raise Refused(404, "ResourceNotFoundException", f"No cluster found for name: {name}.")
        return self.clusters[name]

    def create_cluster(self, body):
        name = body["name"]
        if name in self.clusters:
            raise Refused(409, "ResourceInUseException", "Cluster already exists")
        cluster = {
            "arn": arn("cluster", name),
            "status": "ACTIVE",
            "createdAt": time.time(),
            "platformVersion": "eks.1",
            "endpoint": self.endpoint,
            "certificateAuthority": {"data": self.ca},
            "identity": {"oidc": {"issuer": f"https://oidc.eks.{REGION}.amazonaws.com/id/FAKE{name.upper()}"}},
            "health": {"issues": []},
            "upgradePolicy": {"supportType": "EXTENDED"},
            "deletionProtection": False,
            "tags": {},
            **{key: value for key, value in body.items() if key not in ("clientRequestToken", "bootstrapSelfManagedAddons")},
        }
        cluster["resourcesVpcConfig"] = {
            "endpointPublicAccess": True,
            "endpointPrivateAccess": False,
            "publicAccessCidrs": ["0.0.0.0/0"],
            "securityGroupIds": [],
            "clusterSecurityGroupId": "sg-0123456789abcdef0",
            "vpcId": "vpc-fake",
            **body["resourcesVpcConfig"],
        }
        cluster["kubernetesNetworkConfig"] = {
            "serviceIpv4Cidr": "172.20.0.0/16",
            "ipFamily": "ipv4",
            "elasticLoadBalancing": {"enabled": False},
            **body.get("kubernetesNetworkConfig", {}),
        }
        cluster["accessConfig"] = {"authenticationMode": "CONFIG_MAP", **body.get("accessConfig", {})}
        self.clusters[name] = cluster
        self.children[name] = {kind: {} for kind in CHILDREN}
        self.tags[cluster["arn"]] = cluster["tags"]
        return {"cluster": cluster}

    def delete_cluster(self, name):
        cluster = self.cluster(name)
        if cluster["deletionProtection"]:
            raise Refused(400, "InvalidRequestException", "Cluster has deletion protection")
        if self.children[name]["node-groups"]:
            raise Refused(409, "ResourceInUseException", "Cluster has nodegroups attached")
        del self.clusters[name], self.children[name]
        return {"cluster": cluster}

    def update_cluster(self, name, body):
        cluster = self.cluster(name)
        for field, value in body.items():
            if field in ("resourcesVpcConfig", "accessConfig", "kubernetesNetworkConfig"):
                cluster[field].update(value)
            elif field != "clientRequestToken":
                cluster[field] = value
        return self.done("ConfigUpdate")

    def done(self, kind):
        update = {"id": str(uuid.uuid4()), "status": "Successful", "type": kind, "params": [], "createdAt": time.time(), "errors": []}
        self.updates[update["id"]] = update
        return {"update": update}

    def create_child(self, cluster_name, kind, body):
        one, key, arn_key, arn_kind, _ = CHILDREN[kind]
        token = body.get("clientRequestToken")
        body = {field: value for field, value in body.items() if field not in ("clientRequestToken", "resolveConflicts")}
        if kind == "pod-identity-associations":
            body[key] = "a-" + uuid.uuid4().hex[:17]
        siblings = self.children[cluster_name][kind]
        name = body[key]
        if name in siblings and token and siblings[name]["_token"] == token:
            return {one: public(siblings[name])}
        if name in siblings:
            raise Refused(409, "ResourceInUseException", f"{name} already exists")
        self.refuse_creation(cluster_name, kind, name)
        child = {"clusterName": cluster_name, "createdAt": time.time(), "modifiedAt": time.time(), "tags": {}, **body, "_token": token}
        child[arn_key] = arn(arn_kind, cluster_name, name.replace(":", "_").replace("/", "_"), str(uuid.uuid4()))
        if kind == "pod-identity-associations":
            child[arn_key] = arn(arn_kind, cluster_name, name)
        child.update({field: value for field, value in self.defaults(cluster_name, kind, child).items() if field not in child})
        if child.get("podIdentityAssociations"):
            child["podIdentityAssociations"] = [self.addon_identity(cluster_name, one) for one in child["podIdentityAssociations"]]
        siblings[name] = child
        self.tags[child[arn_key]] = child["tags"]
        return {one: public(child)}

    def addon_identity(self, cluster_name, identity):
        body = {**identity, "namespace": "kube-system"}
        return self.create_child(cluster_name, "pod-identity-associations", body)["association"]["associationArn"]

    def defaults(self, cluster_name, kind, child):
        version = self.clusters[cluster_name]["version"]
        if kind == "node-groups":
            template = child.get("launchTemplate")
            if template:
                template.setdefault("name", "template")
                template.setdefault("id", "lt-0")
            return {
                "version": version,
                "releaseVersion": version + ".0-20261101",
                "labels": {},
                "taints": [],
                "health": {"issues": []},
                "resources": {"autoScalingGroups": [{"name": "eks-" + child["nodegroupName"]}]},
                "status": "ACTIVE",
                **({} if template else {"diskSize": 20}),
            }
        if kind == "addons":
            return {"status": "ACTIVE", "addonVersion": ADDON_VERSION, "health": {"issues": []}}
        if kind == "access-entries":
            user = child["principalArn"].replace("role/", "assumed-role/") + "/{{SessionName}}"
            return {"kubernetesGroups": [], "username": user, "_policies": {}}
        return {}

    def refuse_creation(self, cluster_name, kind, name):
        children = self.children[cluster_name]
        if kind == "node-groups" and not POD_NETWORK <= set(children["addons"]):
            raise Refused(400, "InvalidRequestException", f"nodes of {name} would never be ready: no pod network")
        if kind == "addons" and name not in POD_NETWORK and not children["node-groups"]:
            raise Refused(400, "InvalidRequestException", f"{name} would stay degraded: no nodes")

    def refuse_deletion(self, cluster_name, kind, name):
        if kind == "addons" and name in POD_NETWORK and self.children[cluster_name]["node-groups"]:
            raise Refused(400, "InvalidRequestException", f"nodes still need {name}")

    def child(self, cluster_name, kind, name):
        self.cluster(cluster_name)
        siblings = self.children[cluster_name][kind]
        if name not in siblings:
            raise Refused(404, "ResourceNotFoundException", f"{kind} {name} not found")
        return siblings[name]

    def delete_child(self, cluster_name, kind, name):
        child = self.child(cluster_name, kind, name)
        self.refuse_deletion(cluster_name, kind, name)
        del self.children[cluster_name][kind][name]
        for owned in child.get("podIdentityAssociations") or []:
            identities = self.children[cluster_name]["pod-identity-associations"]
            for key in [key for key, one in identities.items() if one["associationArn"] == owned]:
                del identities[key]
        return {CHILDREN[kind][0]: public(child)}

    def update_child(self, child, body):
        for field, value in body.items():
            if field == "labels":
                child["labels"].update(value.get("addOrUpdateLabels", {}))
                for label in value.get("removeLabels", []):
                    child["labels"].pop(label, None)
            elif field == "taints":
                kept = [taint for taint in child["taints"] if taint not in value.get("removeTaints", [])]
                child["taints"] = kept + value.get("addOrUpdateTaints", [])
            elif field == "scalingConfig":
                child[field] = possible({**child[field], **value})
            elif field not in ("clientRequestToken", "resolveConflicts", "force"):
                child[field] = value
        return self.done("ConfigUpdate")

    def policies(self, method, child, path, body):
        answer = {"clusterName": child["clusterName"], "principalArn": child["principalArn"]}
        policies = child["_policies"]
        if method == "POST":
            policy = {"policyArn": body["policyArn"], "accessScope": {"namespaces": [], **body["accessScope"]}}
            policies[body["policyArn"]] = {**policy, "associatedAt": time.time(), "modifiedAt": time.time()}
            return {**answer, "associatedAccessPolicy": policies[body["policyArn"]]}
        if method == "DELETE":
            policies.pop("/".join(path), None)
            return {}
        return {**answer, "associatedAccessPolicies": list(policies.values())}

    def tagging(self, method, resource, query, body):
        tags = self.tags.setdefault(resource, {})
        if method == "POST":
            tags.update(body["tags"])
        if method == "DELETE":
            for key in query.get("tagKeys", []):
                tags.pop(key, None)
        return {"tags": tags} if method == "GET" else {}

    def handle(self, method, path, query, body):
        parts = [unquote(part) for part in path.strip("/").split("/")]
        if parts[0] == "authenticate":
            return authenticate(body)
        if parts[0] == "tags":
            return self.tagging(method, unquote(path.split("/tags/", 1)[1]), query, body)
        if parts[0] != "clusters":
            raise Refused(404, "NotFoundException", path)
        if len(parts) == 1:
            return self.create_cluster(body) if method == "POST" else {"clusters": list(self.clusters)}
        name = parts[1]
        cluster = self.cluster(name)
        if len(parts) == 2:
            return self.delete_cluster(name) if method == "DELETE" else {"cluster": cluster}
        kind = parts[2]
        if kind == "update-config":
            return self.update_cluster(name, body)
        if kind == "updates" and len(parts) == 4:
            return {"update": self.updates[parts[3]]}
        if kind == "updates":
            cluster["version"] = body["version"]
            return self.done("VersionUpdate")
        if kind in CHILDREN:
            return self.handle_child(method, name, kind, parts[3:], body)
        raise Refused(404, "NotFoundException", path)

    def handle_child(self, method, cluster_name, kind, path, body):
        one, _, _, _, many = CHILDREN[kind]
        if not path:
            if method == "POST":
                return self.create_child(cluster_name, kind, body)
            children = self.children[cluster_name][kind]
            return {many: [public(child) for child in children.values()] if kind == "pod-identity-associations" else list(children)}
        if len(path) == 1 and method == "DELETE":
            return self.delete_child(cluster_name, kind, path[0])
        child = self.child(cluster_name, kind, path[0])
        if len(path) == 1:
            if method == "POST":
                self.update_child(child, body)
            return {one: public(child)}
        if path[1] == "access-policies":
            return self.policies(method, child, path[2:], body)
        return self.update_child(child, body)


def possible(scaling):
    least, most, size = scaling["minSize"], scaling["maxSize"], scaling["desiredSize"]
    if size < least:
        raise Refused(400, "InvalidParameterException", f"Minimum capacity {least} can't be greater than desired size {size}")
    if size > most:
        raise Refused(400, "InvalidParameterException", f"desired size {size} can't be greater than maximum capacity {most}")
    return scaling


def public(child):
    return {field: value for field, value in child.items() if not field.startswith("_")}


def authenticate(review):
    """Answers an API server's token webhook: every token of `aws eks get-token` is an administrator's."""
    status = {"authenticated": review["spec"]["token"].startswith("k8s-aws-v1.")}
    if status["authenticated"]:
        status["user"] = {"username": "eks:e2e", "uid": "e2e", "groups": ["system:masters"]}
    return {"apiVersion": review["apiVersion"], "kind": "TokenReview", "status": status}


def serve(port, service):
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            url = urlsplit(self.path)
            length = int(self.headers.get("content-length") or 0)
            body = json.loads(self.rfile.read(length) or b"{}") if length else {}
            status, kind = 200, None
            with lock:
                try:
                    content = service.handle(self.command, url.path, parse_qs(url.query), body)
                except Refused as refused:
                    status, kind = refused.status, refused.kind
                    content = {"message": refused.message, "__type": kind}
                data = json.dumps(content).encode()
            self.send_response(status)
            if kind:
                self.send_header("x-amzn-errortype", kind)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = answer

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    given = sys.argv[2:]
    certificate = open(given[1], "rb").read() if given else b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
    serve(int(sys.argv[1]), Eks(given[0] if given else "https://127.0.0.1:6443", base64.b64encode(certificate).decode()))
