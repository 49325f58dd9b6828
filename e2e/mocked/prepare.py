"""Prints a synthesized stack without the place of its state and without what keeps Terraform from destroying what a test made.

Usage: prepare.py [VERSION_OF_THE_AWS_PROVIDER] < cdk.tf.json    says on standard error what that version lacks
"""
import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "aws"))
from stand_in import stand_in  # noqa: E402


def unprotected(part):
    if isinstance(part, dict):
        return {key: unprotected(value) for key, value in part.items() if key != "prevent_destroy"}
    return [unprotected(each) for each in part] if isinstance(part, list) else part


stack = unprotected(json.load(sys.stdin))
del stack["terraform"]["backend"]
if sys.argv[1] and "aws" in stack["terraform"]["required_providers"]:
    print("\n".join(stand_in(stack, sys.argv[1])), file=sys.stderr)
json.dump(stack, sys.stdout, indent=2)
