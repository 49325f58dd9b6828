package dev.chatstack.kubernetes.network;

import dev.chatstack.config.Destination;
import dev.chatstack.config.values.network.Reach;
import java.util.List;

/** Paths of a workload to what its environment file names: no wider than the file can tell. */
public record Outward(NetworkRules rules) {
    private static final int HTTPS = 443;

    /** To each of {@code destinations}. */
    public Outward to(List<Destination> destinations) {
        destinations.forEach(destination -> rules.allowTo(destination.name(), peer(destination), destination.port()));
        return this;
    }

    /** To the networks and ports of {@code reaches}, such as {@code 10.20.0.0/24:636}. */
    public Outward toNetworks(List<String> reaches) {
        for (String reach : reaches) {
            rules.allowTo(
                    "network-" + reach.replaceAll("[^0-9]", "-"),
                    new Peer.Addresses(Reach.Check.cidr(reach)),
                    Reach.Check.port(reach));
        }
        return this;
    }

    /** To what speaks HTTPS on the internet. */
    public Outward toTheInternet() {
        rules.allowTo("internet", Peer.INTERNET, HTTPS);
        return this;
    }

    /** What a name resolves to is not known here: it counts as public, and {@code reaches} opens private networks. */
    private static Peer peer(Destination destination) {
        if (destination.isAddress()) {
            return new Peer.Addresses(destination.host() + "/32");
        }
        return destination.namespace().<Peer>map(Peer.InNamespace::new).orElse(Peer.INTERNET);
    }
}
