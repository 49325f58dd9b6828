#!/usr/bin/env python3
"""Puts images together from programs of this machine, under the names that are deployed: archives that containerd imports.

    e2e/pods/images.py BIN FOLDER AUTHORITY    what build.sh filled, where the archives go, and the certificate of whom all images trust;
                                               what is newer than its parts stays
"""

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
VERSIONS = HERE.parents[1] / "src/main/resources/versions.yaml"
# what the entry point's and the scripts' names are looked up in
PATH = "/usr/local/bin:/usr/bin:/bin"
DEBIAN = ["bash", "coreutils", "dash", "findutils", "grep", "gzip", "mawk", "procps", "sed", "util-linux"]


def full_name(image: str) -> str:
    """`haproxy:3` as containerd calls it."""
    first, *rest = image.split("/")
    if not rest:
        return f"docker.io/library/{image}"
    return image if "." in first else f"docker.io/{image}"


def wanted() -> dict[str, dict]:
    """Each image by its whole name, with what it is made of."""
    table = yaml.safe_load((HERE / "images.yaml").read_text())
    pinned = yaml.safe_load(VERSIONS.read_text())["images"]
    found = dict(table["others"])
    for key, parts in table["images"].items():
        name = full_name(pinned[key])
        found[f"{name}:{parts['version']}" if "version" in parts else name] = parts
    return found


class Root:
    """A root file system that grows in a folder."""

    def __init__(self, folder: Path, programs: Path):
        self.folder = folder
        self._programs = programs
        for name in ("tmp", "var", "etc", "usr/local/bin", "usr/bin", "bin", "proc", "sys", "dev"):
            (folder / name).mkdir(parents=True)
        (folder / "tmp").chmod(0o1777)
        (folder / "etc/passwd").write_text("root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n")
        (folder / "etc/group").write_text("root:x:0:\nnogroup:x:65534:\n")

    def place(self, source: str) -> Path:
        kind, _, path = source.rpartition(":")
        return {"bin": self._programs, "here": HERE, "": Path("/")}[kind] / path

    def add(self, files: dict[str, Path]):
        """Files by their place in it, with the libraries that they load."""
        for inside, source in files.items():
            target = self.folder / inside.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source.resolve(), target)
        loaded = subprocess.run(["ldd", *files.values()], text=True, capture_output=True).stdout
        libraries = {path: Path(path) for path in set(re.findall(r"(/\S+) \(0x", loaded))}
        for inside, source in libraries.items():
            target = self.folder / inside[1:]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source.resolve(), target)

    def busybox(self):
        """Debian's, whose applets are links as in Alpine."""
        program = busybox()
        self.add({"/bin/busybox": program})
        for applet in subprocess.run([program, "--list"], text=True, capture_output=True).stdout.split():
            link = self.folder / "bin" / applet
            if not link.exists():
                link.symlink_to("busybox")

    def debian(self):
        listed = subprocess.run(["dpkg", "-L", *DEBIAN], text=True, capture_output=True).stdout.split("\n")
        self.add({path: Path(path) for path in listed if re.match("(/usr)?/bin/", path) and Path(path).is_file()})
        for link, program in {"bin/sh": "/bin/dash", "usr/bin/awk": "/usr/bin/mawk"}.items():
            if not (self.folder / link).exists():
                (self.folder / link).symlink_to(program)

    def trust(self, authority: Path):
        """Where programs of Debian, Alpine and Go look."""
        self.add({"/etc/ssl/certs/ca-certificates.crt": authority})

    def fill(self, parts: dict):
        {"busybox": self.busybox, "debian": self.debian, "none": lambda: None}[parts["userland"]]()
        for folder in parts.get("folders", []):
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
        files = {f"/usr/local/bin/{name}": source for name, source in parts.get("programs", {}).items()}
        files |= {f"/{name}": source for name, source in parts.get("files", {}).items()}
        self.add({inside: self.place(source) for inside, source in files.items()})

    def layer(self) -> bytes:
        """Everything belongs to root, whatever user ran this."""
        def owned(entry: tarfile.TarInfo):
            entry.uid = entry.gid = entry.mtime = 0
            entry.uname = entry.gname = ""
            return entry

        layer = io.BytesIO()
        with tarfile.open(fileobj=layer, mode="w") as archive:
            archive.add(self.folder, ".", filter=owned)
        return layer.getvalue()


def busybox() -> Path:
    """The one that loads its libraries: the static one cannot look names up."""
    kept = Path(tempfile.gettempdir()) / "chatstack-busybox"
    program = kept / "bin/busybox"
    if not program.exists():
        kept.mkdir(exist_ok=True)
        subprocess.run(["apt-get", "download", "-q", "busybox"], cwd=kept, check=True, capture_output=True)
        subprocess.run(["dpkg", "-x", next(kept.glob("busybox_*.deb")), kept], check=True)
    return program


def config(parts: dict) -> dict:
    variables = {"PATH": PATH, **parts.get("env", {})}
    said = {"Env": [f"{name}={value}" for name, value in variables.items()]}
    for ours, theirs in {"user": "User", "entrypoint": "Entrypoint", "command": "Cmd", "workdir": "WorkingDir"}.items():
        if ours in parts:
            said[theirs] = parts[ours]
    return said


def archive(path: Path, name: str, layer: bytes, said: dict):
    """As `docker save` writes it."""
    digest = hashlib.sha256(layer).hexdigest()
    about = json.dumps({
        "architecture": "amd64", "os": "linux", "config": said, "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}"]},
    }).encode()
    about_name = f"{hashlib.sha256(about).hexdigest()}.json"
    listed = json.dumps([{"Config": about_name, "RepoTags": [name], "Layers": [f"{digest}/layer.tar"]}]).encode()
    part = path.with_suffix(".part")
    with tarfile.open(part, "w") as whole:
        for inside, data in ((about_name, about), (f"{digest}/layer.tar", layer), ("manifest.json", listed)):
            entry = tarfile.TarInfo(inside)
            entry.size = len(data)
            whole.addfile(entry, io.BytesIO(data))
    part.rename(path)


def main(programs: Path, folder: Path, authority: Path):
    folder.mkdir(parents=True, exist_ok=True)
    for name, parts in wanted().items():
        path = folder / f"{re.sub('[^A-Za-z0-9.]', '-', name)}.tar"
        with tempfile.TemporaryDirectory() as room:
            root = Root(Path(room) / "root", programs)
            sources = [root.place(source) for source in [*parts.get("programs", {}).values(), *parts.get("files", {}).values()]]
            sources += [HERE / "images.yaml", Path(__file__), authority]
            if path.exists() and all(source.stat().st_mtime < path.stat().st_mtime for source in sources):
                continue
            root.fill(parts)
            root.trust(authority)
            archive(path, name, root.layer(), config(parts))
            print(f"{name}: {parts.get('is', 'of the cluster')}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
