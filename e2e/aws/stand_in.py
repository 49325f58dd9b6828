"""Prints a stack as an older release of the AWS provider understands it, for machines that have no newer one.

Usage: stand_in.py VERSION < cdk.tf.json    What release 5 does not know: the region of a single resource, for which it gets
a provider of its own, and a cluster's deletion protection.
"""
import json
import sys


def main(version):
    stack = json.load(sys.stdin)
    stack["terraform"]["required_providers"]["aws"] = {"source": "hashicorp/aws", "version": version}
    home = stack["provider"]["aws"][0]
    regions = set()
    for kind, resources in stack["resource"].items():
        for resource in resources.values():
            if kind == "aws_eks_cluster":
                resource.pop("deletion_protection", None)
            region = resource.pop("region", home["region"])
            if region != home["region"]:
                resource["provider"] = "aws." + region
                regions.add(region)
    stack["provider"]["aws"] += [{**home, "alias": region, "region": region} for region in sorted(regions)]
    json.dump(stack, sys.stdout, indent=2)


main(sys.argv[1])
