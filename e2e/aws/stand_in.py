"""What an older release of the AWS provider does not know, for machines that have no newer one."""


def stand_in(stack: dict, version: str) -> list[str]:
    """Changes a synthesized stack so that release 5 takes it and tells what that one lacks: a cluster's deletion protection, and
    the region of a single resource, for which it gets its own provider."""
    wanted = stack["terraform"]["required_providers"]["aws"]["version"]
    lacking = []
    stack["terraform"]["required_providers"]["aws"] = {"source": "hashicorp/aws", "version": version}
    home = stack["provider"]["aws"][0]
    regions = set()
    for kind, resources in stack["resource"].items():
        for name, resource in resources.items():
            if kind == "aws_eks_cluster" and resource.pop("deletion_protection", None) is not None:
                lacking.append(f"  {kind}.{name}.deletion_protection")
        if any("region" in resource for resource in resources.values()):
            lacking.append(f"  {kind}.region (a separate provider for each region)")
        for resource in resources.values():
            region = resource.pop("region", home["region"])
            if region != home["region"]:
                resource["provider"] = "aws." + region
                regions.add(region)
    stack["provider"]["aws"] += [{**home, "alias": region, "region": region} for region in sorted(regions)]
    return [f"hashicorp/aws {version} stands in for {wanted}, which the stack wants, and lacks here:", *(lacking or ["  nothing"])]
