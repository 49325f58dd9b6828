"""What `./chatstack estimate` says fits or does not, against the real scheduler: see capacity_proof.py."""

from pathlib import Path

from capacity_proof import verdicts
from control_plane import ControlPlane

PRODUCT = None
ON_REQUEST = "capacity"
MINUTES = 10


class KIND:
    """An environment of which nothing is applied: each verdict gets its own nodes and pods."""

    def __init__(self, name: str, folder: Path, port: int):
        self.name, self.folder, self.port = name, folder, port
        self.charts = {}
        self.cluster = ControlPlane(folder / "cluster", port)

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)

    def stop(self):
        if self.cluster.folder.exists():
            self.cluster.down()


def test_capacity(environment):
    lines = verdicts(environment.name, environment.cluster.folder, environment.port)
    (environment.folder / "verdicts.txt").write_text("\n".join(lines) + "\n")
    print(lines[-1])
    assert len(lines) > 3
    assert not [line for line in lines if line.startswith("WRONG")]
