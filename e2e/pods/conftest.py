"""One cluster for all tests; up.sh has started it, and run.sh removes it."""

import pytest

from cluster import PodsCluster, folder


@pytest.fixture(scope="session")
def cluster() -> PodsCluster:
    return PodsCluster(folder())
