"""An S3 API for the tests: moto, with a versioned bucket `backups`, another one `elsewhere`, and one user for each policy of identities/.

Prints the address and the users' keys as lines `name=value`, then serves until its input is closed.
"""
import logging
import pathlib
import sys

import boto3
from moto import settings
from moto.iam.access_control import S3IAMRequest
from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
address = f"http://{host}:{port}"

owner = {"endpoint_url": address, "region_name": "us-east-1", "aws_access_key_id": "owner", "aws_secret_access_key": "owner"}
s3 = boto3.client("s3", **owner)
for bucket in ("backups", "elsewhere"):
    s3.create_bucket(Bucket=bucket)
s3.put_bucket_versioning(Bucket="backups", VersioningConfiguration={"Status": "Enabled"})
iam = boto3.client("iam", **owner)
print(f"address={address}")
for policy in sorted((pathlib.Path(__file__).parent / "identities").glob("*.json")):
    iam.create_user(UserName=policy.stem)
    iam.put_user_policy(UserName=policy.stem, PolicyName=policy.stem, PolicyDocument=policy.read_text())
    key = iam.create_access_key(UserName=policy.stem)["AccessKey"]
    print(f"{policy.stem}={key['AccessKeyId']}:{key['SecretAccessKey']}")
# from here on every request must come from one of them and be allowed by its policy; the signature is left unchecked,
# as moto before 5.2.5 takes that of a listing for wrong
S3IAMRequest.check_signature = lambda request: None
settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
print("ready", flush=True)
sys.stdin.read()
server.stop()
