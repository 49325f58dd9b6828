"""The command line that people deploy with, cdktf or cdktn, and a project for it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from environment import ROOT
from terraform import OURS

APP = Path(__file__).parent / "app.py"
KNOWN = ("cdktf", "cdktn")
# Terraform's `providers lock` asks the registry, even where a mirror is configured; the log is read here
OPTIONS = ("--skip-provider-lock", "--no-color")


class CommandLine:
    """Runs in the project of an environment, whose `app` synthesizes and then makes of the stacks what this machine can apply."""

    def __init__(self, program: str, project: Path, app: list[str], variables: dict[str, str]):
        self.program = program
        self._project = project
        self._variables = {
            **OURS, **variables,
            "CI": "true", "CHECKPOINT_DISABLE": "1", "DISABLE_VERSION_CHECK": "1",
            "CDKTF_HOME": str(project / "command-line"), "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "true",
        }
        shipped = json.loads((ROOT / "cdktf.json").read_text())
        words = " ".join(f"'{word}'" for word in [sys.executable, APP, *app])
        (project / "cdktf.json").write_text(json.dumps({**shipped, "app": words, "output": "out"}))

    @staticmethod
    def installed() -> str | None:
        """CHATSTACK_E2E_CLI, or the first that is on PATH."""
        wanted = os.environ.get("CHATSTACK_E2E_CLI")
        return next(filter(None, map(shutil.which, [wanted] if wanted else KNOWN)), None)

    @property
    def version(self) -> str:
        return f"{Path(self.program).name} {self._run('--version').strip()}"

    def deploy(self, stacks: str) -> str:
        return self._run("deploy", stacks, "--auto-approve", *OPTIONS)

    def diff(self, stack: str) -> str:
        return self._run("diff", stack, *OPTIONS)

    def destroy(self, stacks: str) -> str:
        return self._run("destroy", stacks, "--auto-approve", *OPTIONS)

    def _run(self, *words: str) -> str:
        result = subprocess.run(
            [self.program, *words], cwd=self._project, env=self._variables, timeout=1200, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        output = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout)
        (self._project / f"{words[0].lstrip('-')}.log").write_text(output)
        assert result.returncode == 0, f"{' '.join(words)}:\n{output[-6000:]}"
        return output
