package dev.chatstack.clouds.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.cloud.google.GkeNetwork;
import dev.chatstack.cloud.google.GoogleNames;
import dev.chatstack.config.cloud.google.GoogleExistingNetworkConfig;
import dev.chatstack.config.rules.AddressBlocks;
import dev.chatstack.doctor.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code doctor} asks Google about a network that exists. Its answers are read alone: nothing of it is changed. */
record GoogleNetworkChecks(GoogleNames names, GoogleExistingNetworkConfig network) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Google keeps so many addresses of every subnetwork. */
    private static final int KEPT_BY_GOOGLE = 4;

    private static final int ADDRESSES_OF_THE_PODS_OF_A_NODE = 256;

    List<Check> all() {
        String project = network.networkProject().orElse(names.config().project());
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "subnetwork " + network.subnetwork() + " of " + network.network() + " with room for "
                        + names.config().mostNodes() + " nodes",
                GoogleChecks.describeSubnetwork(
                        network.subnetwork(), names.config().region(), project, "json"),
                this::problem,
                "ask the owner of the network, or correct cloud.network.existing; docs/own-network.md"));
        network.networkProject().ifPresent(host -> checks.add(webhooks(host)));
        return checks;
    }

    private Check webhooks(String host) {
        return GoogleChecks.firewallRule(
                names.webhooks(),
                host,
                network.network(),
                "--source-ranges " + names.config().network().controlPlane() + " --target-tags " + names.nodes()
                        + " --allow tcp:" + String.join(",tcp:", GkeNetwork.WEBHOOK_PORTS));
    }

    private Optional<String> problem(String answer) {
        try {
            JsonNode subnetwork = JSON.readTree(answer);
            String problems = Stream.of(
                            networkOf(subnetwork),
                            reachesGoogle(subnetwork),
                            room("nodes", subnetwork.path("ipCidrRange").asText(), nodes() + KEPT_BY_GOOGLE),
                            range(subnetwork, network.ipRangePods(), nodes() * ADDRESSES_OF_THE_PODS_OF_A_NODE),
                            range(subnetwork, network.ipRangeServices(), 256))
                    .filter(problem -> !problem.isEmpty())
                    .collect(Collectors.joining("; "));
            return Optional.of(problems).filter(words -> !words.isEmpty());
        } catch (JsonProcessingException e) {
            return Optional.of("gcloud answered something else than JSON");
        }
    }

    private int nodes() {
        return names.config().mostNodes();
    }

    private String networkOf(JsonNode subnetwork) {
        String path = subnetwork.path("network").asText();
        return path.endsWith("/networks/" + network.network()) ? "" : "it is in the network " + path;
    }

    /** Nodes have no public address, and reach Google's registries and logs in another way. */
    private static String reachesGoogle(JsonNode subnetwork) {
        return subnetwork.path("privateIpGoogleAccess").asBoolean() ? "" : "Private Google Access is off";
    }

    private String range(JsonNode subnetwork, String name, int addresses) {
        for (JsonNode range : subnetwork.path("secondaryIpRanges")) {
            if (range.path("rangeName").asText().equals(name)) {
                return room("the range " + name, range.path("ipCidrRange").asText(), addresses);
            }
        }
        return "it has no secondary range " + name;
    }

    private static String room(String what, String cidr, int addresses) {
        return cidr.isEmpty() || AddressBlocks.size(cidr) < addresses
                ? what + ": " + cidr + " is too small, " + addresses + " addresses are needed"
                : "";
    }
}
