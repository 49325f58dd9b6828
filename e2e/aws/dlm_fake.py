"""The API of the Data Lifecycle Manager, kept in memory: moto has none. Compared with what the AWS provider 5.100.0 sends and
reads, never with the service.

Usage: dlm_fake.py PORT
"""
import sys
import uuid

from eks_fake import ACCOUNT, REGION, Refused, serve


class DataLifecycleManager:
    def __init__(self):
        self.policies = {}

    def create(self, body):
        name = "policy-" + uuid.uuid4().hex[:17]
        self.policies[name] = {
            "PolicyId": name,
            "PolicyArn": f"arn:aws:dlm:{REGION}:{ACCOUNT}:policy/{name}",
            "Tags": {},
            **body,
        }
        return {"PolicyId": name}

    def handle(self, method, path, query, body):
        parts = path.strip("/").split("/")
        if len(parts) == 1:
            return self.create(body) if method == "POST" else {"Policies": list(self.policies.values())}
        if parts[1] not in self.policies:
            raise Refused(404, "ResourceNotFoundException", f"no policy {parts[1]}")
        if method == "DELETE":
            del self.policies[parts[1]]
            return {}
        policy = self.policies[parts[1]]
        policy.update(body)
        return {} if method == "PATCH" else {"Policy": policy}


serve(int(sys.argv[1]), DataLifecycleManager())
