"""What cdktf.json names as `app` in these proofs: the synthesized stacks, as this machine can apply them.

Usage: app.py ENVIRONMENT FOLDER    with the variables of ../aws/up.sh
"""

import sys
from pathlib import Path

from aws import AwsEnvironment

AwsEnvironment(sys.argv[1], Path(sys.argv[2]), port=0).put_in_place()
