package dev.chatstack.kubernetes.network;

import java.util.List;

/**
 * A network path into a workload.
 *
 * @param name unique among the paths into the workload
 * @param workload the workload that is reached
 * @param client who may connect
 * @param ports the ports that are open
 */
public record Opening(String name, String workload, Peer client, List<Integer> ports) {
    public Opening {
        ports = List.copyOf(ports);
    }
}
