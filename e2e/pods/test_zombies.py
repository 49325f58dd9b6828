"""What a probe's command leaves behind, with and without somebody who reaps: Valkey's own probe, with the program and the userland of
its image, in process namespaces as a pod has them. It needs no cluster."""

import shutil
import subprocess
import tarfile
import time
from pathlib import Path

import pytest

from cluster import folder

SCRIPTS = Path(__file__).resolve().parents[2] / "src/main/resources/valkey"
PROBES = 10
# seconds: busybox's timeout looks once in each whether there is still something to watch
WATCH = 3
SERVER = ["/usr/local/bin/valkey-server", "--requirepass", "password", "--save", ""]
VARIABLES = ["VALKEY_0=127.0.0.1", "VALKEY_1=127.0.0.2", "VALKEY_2=127.0.0.3", "POD_NAME=valkey-0", "VALKEY_PASSWORD_FILE=/password",
             "VALKEY_RUN=/tmp"]


class Container:
    """`first` is its process 1. In a shared process namespace that is the pod's pause, and the server comes after it."""

    def __init__(self, root: Path, first: list[str]):
        setup = f"mount -t proc proc {root}/proc && ip link set lo up && exec chroot {root} \"$@\""
        self._root = root
        self._unshared = subprocess.Popen(
            ["unshare", "--pid", "--fork", "--kill-child", "--mount", "--net", "sh", "-c", setup, "-", *first],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    def _enter(self, command: list[str]) -> list[str]:
        children = Path(f"/proc/{self._unshared.pid}/task/{self._unshared.pid}/children").read_text().split()
        return ["nsenter", "-t", children[0], "-p", "-m", "-n", "chroot", str(self._root), "env", *VARIABLES, *command]

    def start(self, command: list[str]):
        subprocess.Popen(self._enter(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def probe(self) -> bool:
        return subprocess.run(self._enter(["sh", "/scripts/probe.sh", "valkey-alive"]), capture_output=True).returncode == 0

    def zombies(self) -> int:
        states = subprocess.run(self._enter(["ps", "-o", "stat"]), text=True, capture_output=True, check=True).stdout
        return sum(state.startswith("Z") for state in states.split())

    def stop(self):
        self._unshared.kill()
        self._unshared.wait()


@pytest.fixture
def root(tmp_path) -> Path:
    """The root file system of the image, with the scripts as the pod has them."""
    with tarfile.open(next((folder() / "images").glob("*valkey-valkey*.tar"))) as image:
        image.extractall(tmp_path / "image")
    with tarfile.open(next((tmp_path / "image").glob("*/layer.tar"))) as layer:
        layer.extractall(tmp_path / "root")
    with tarfile.open(next((folder() / "images").glob("*pause*.tar"))) as image:
        image.extractall(tmp_path / "pause")
    with tarfile.open(next((tmp_path / "pause").glob("*/layer.tar"))) as layer:
        layer.extractall(tmp_path / "root")
    shutil.copytree(SCRIPTS, tmp_path / "root/scripts")
    (tmp_path / "root/password").write_text("password")
    return tmp_path / "root"


@pytest.mark.parametrize("shared", [False, True], ids=["process 1 is the server", "process 1 is the pod's pause"])
def test_a_zombie_stays_for_each_probe_unless_somebody_reaps(root, shared):
    container = Container(root, ["/usr/local/bin/pause"] if shared else SERVER)
    try:
        time.sleep(1)
        if shared:
            container.start(SERVER)
        _wait_for(container.probe)
        time.sleep(WATCH)
        before = container.zombies()
        assert all([container.probe() for _ in range(PROBES)])
        time.sleep(WATCH)
        assert container.zombies() - before == (0 if shared else PROBES)
    finally:
        container.stop()


def _wait_for(is_so):
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.5)
