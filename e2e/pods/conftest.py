"""One cluster for all tests; up.sh has started it, and run.sh removes it."""

import pytest

from chathub import Chat, Valkey, chathub
from cluster import PodsCluster, folder


@pytest.fixture(scope="session")
def cluster() -> PodsCluster:
    return PodsCluster(folder())


@pytest.fixture(scope="session")
def shipped():
    return chathub()


@pytest.fixture(scope="session")
def valkey(cluster) -> Valkey:
    return Valkey(cluster)


@pytest.fixture(scope="session")
def chat(cluster) -> Chat:
    return Chat(cluster)


@pytest.fixture(scope="session")
def pods(cluster, shipped):
    """Those of the environment, now; a finished Job's are not."""
    def now():
        return [pod for namespace in shipped.namespaces() for pod in cluster.get("pods", "-n", namespace)
                if pod["status"]["phase"] == "Running" and "owner" not in pod["metadata"].get("labels", {})]
    return now
