"""Fails if an emulated account still holds something that the destroyed stack had made.

Usage: leftovers.py [BUCKET]    which may stay: that of the state
"""
import sys

import boto3

REGION = "eu-central-1"


def left():
    ec2 = boto3.client("ec2", REGION)
    yield from (vpc["VpcId"] for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"])
    yield from (address["PublicIp"] for address in ec2.describe_addresses()["Addresses"])
    gateways = ec2.describe_nat_gateways()["NatGateways"]
    yield from (gateway["NatGatewayId"] for gateway in gateways if gateway["State"] != "deleted")
    yield from (role["RoleName"] for role in boto3.client("iam", REGION).list_roles()["Roles"])
    yield from (bucket["Name"] for bucket in boto3.client("s3", REGION).list_buckets()["Buckets"])
    yield from (group["logGroupName"] for group in boto3.client("logs", REGION).describe_log_groups()["logGroups"])
    yield from boto3.client("eks", REGION).list_clusters()["clusters"]
    certificates = boto3.client("acm", REGION).list_certificates()["CertificateSummaryList"]
    yield from (certificate["CertificateArn"] for certificate in certificates)


found = [one for one in left() if one not in sys.argv[1:]]
print("left behind:", ", ".join(found) or "nothing")
sys.exit(1 if found else 0)
