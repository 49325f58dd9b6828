"""Prints a synthesized stack with what an emulated account needs: a zone of Route 53 that exists, no protection against
the destroy at the end, and, where the AWS provider that it wants is not to be had, an older one.

Usage: prepare.py [VERSION] < cdk.tf.json    with the environment of up.sh; says on standard error what an older provider lacks
"""
import json
import sys

import boto3

from stand_in import stand_in


def prepare(stack: dict, version: str | None) -> list[str]:
    """Changes the stack and tells what was left out of it."""
    for record in stack["resource"].get("aws_route53_record", {}).values():
        record["zone_id"] = hosted_zone("example.org")
    for cluster in stack["resource"].get("aws_eks_cluster", {}).values():
        cluster["deletion_protection"] = False  # as a person does before a destroy
    return stand_in(stack, version) if version else []


def hosted_zone(name: str) -> str:
    """Its id; the zone is made if it is not there."""
    route53 = boto3.client("route53")
    there = route53.list_hosted_zones_by_name(DNSName=name)["HostedZones"]
    zone = there[0] if there else route53.create_hosted_zone(Name=name, CallerReference=name)["HostedZone"]
    return zone["Id"].split("/")[-1]


if __name__ == "__main__":
    content = json.load(sys.stdin)
    print("\n".join(prepare(content, sys.argv[1] or None)), file=sys.stderr)
    json.dump(content, sys.stdout, indent=2)
