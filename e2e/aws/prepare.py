"""Prints a synthesized stack with what an emulated account needs: a zone of Route 53 that exists, no protection against
the destroy at the end, and, where the AWS provider that it wants is not to be had, an older one.

Usage: prepare.py [VERSION] < cdk.tf.json    with the environment of up.sh; says on standard error what an older provider lacks
"""
import json
import sys

import boto3


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


def stand_in(stack: dict, version: str) -> list[str]:
    """What release 5 does not know: a cluster's deletion protection, and the region of a single resource, for which it gets a
    provider of its own."""
    wanted = stack["terraform"]["required_providers"]["aws"]["version"]
    lacking = [f"hashicorp/aws {version} stands in for {wanted}, which the stack wants, and lacks:"]
    stack["terraform"]["required_providers"]["aws"] = {"source": "hashicorp/aws", "version": version}
    home = stack["provider"]["aws"][0]
    regions = set()
    for kind, resources in stack["resource"].items():
        if kind == "aws_eks_cluster":
            lacking += [f"  {kind}.{name}.deletion_protection" for name, it in resources.items() if it.pop("deletion_protection", None) is not None]
        if any("region" in resource for resource in resources.values()):
            lacking.append(f"  {kind}.region (a provider of its own for each region)")
        for resource in resources.values():
            region = resource.pop("region", home["region"])
            if region != home["region"]:
                resource["provider"] = "aws." + region
                regions.add(region)
    stack["provider"]["aws"] += [{**home, "alias": region, "region": region} for region in sorted(regions)]
    return lacking


if __name__ == "__main__":
    content = json.load(sys.stdin)
    print("\n".join(prepare(content, sys.argv[1] or None)), file=sys.stderr)
    json.dump(content, sys.stdout, indent=2)
