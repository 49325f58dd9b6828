package dev.chatstack.platform.monitoring;

import dev.chatstack.config.Destination;
import dev.chatstack.config.monitoring.SendToConfig.EndpointConfig;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;

/** The way from a program of the monitoring to a store elsewhere. */
final class StorePath {
    private StorePath() {}

    /** Opens it: to the pods of a namespace for a Service of the cluster, else to any address on the port of the URL. */
    static void open(NetworkRules rules, String what, EndpointConfig store) {
        Destination destination = Destination.of(what, "monitoring.sendTo." + what + ".url", store.url());
        destination
                .namespace()
                .ifPresentOrElse(
                        namespace -> rules.allowTo(what, new Peer.InNamespace(namespace)),
                        () -> rules.allowTo(what, Peer.ANYONE, destination.port()));
    }
}
