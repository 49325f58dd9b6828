package dev.chatstack.config.cloud;

/** Nodes of a cluster that an autoscaler adds and removes. */
public interface WorkerNodes {
    /** Nodes that are always there, over all zones. */
    int workersCount();

    /** The most nodes that the autoscaler makes, over all zones. */
    int maxWorkersCount();
}
