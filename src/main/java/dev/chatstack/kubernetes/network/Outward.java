package dev.chatstack.kubernetes.network;

import dev.chatstack.config.Destination;
import dev.chatstack.config.values.network.Reach;
import java.util.List;
import java.util.Optional;

/** Paths of a workload to what its environment file names: no wider than the file can tell. */
public record Outward(NetworkRules rules) {
    private static final int HTTPS = 443;

    /** To each of {@code destinations}. */
    public Outward to(List<Destination> destinations) {
        destinations.forEach(destination -> rules.allowTo(destination.name(), peer(destination), destination.port()));
        return this;
    }

    /** To the places and ports of {@code reaches}, such as {@code 10.20.0.0/24:636} or {@code n8n.automation.svc:5678}. */
    public Outward toPlaces(List<String> reaches) {
        for (String reach : reaches) {
            String place = Reach.Check.place(reach);
            rules.allowTo(
                    "network-" + reach.replaceAll("[^a-z0-9]", "-"),
                    inCluster(Destination.namespace(place)).orElseGet(() -> new Peer.Addresses(place)),
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
        return inCluster(destination.namespace()).orElse(Peer.INTERNET);
    }

    private static Optional<Peer> inCluster(Optional<String> namespace) {
        return namespace.map(Peer.InNamespace::new);
    }
}
