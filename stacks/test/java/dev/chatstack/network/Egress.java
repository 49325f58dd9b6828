package dev.chatstack.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.testing.Synth;
import java.util.ArrayList;
import java.util.List;

/** What the network policies of a stack let the pods of one workload connect to, judged as Kubernetes does. */
record Egress(List<JsonNode> policies) {
    private static final String NAME_LABEL = "app.kubernetes.io~1name";

    static Egress of(Synth stack, String workload) {
        List<JsonNode> policies = new ArrayList<>();
        for (JsonNode policy : stack.all("kubernetes_network_policy_v1")) {
            JsonNode selector = policy.at("/spec/pod_selector/match_labels");
            boolean selects = selector.isMissingNode()
                    || selector.isEmpty()
                    || selector.at("/" + NAME_LABEL).asText().equals(workload);
            if (selects && policy.at("/spec/policy_types").toString().contains("Egress")) {
                policies.add(policy);
            }
        }
        return new Egress(policies);
    }

    /** Whether TCP to {@code address} on {@code port}, outside the cluster, is let through. */
    boolean reaches(String address, int port) {
        return policies.isEmpty() || blocks().stream().anyMatch(block -> block.holds(address, port));
    }

    /** Whether TCP to the pods of {@code namespace} on {@code port} is let through; a rule without ports is open on all. */
    boolean reachesPods(String namespace, int port) {
        for (JsonNode policy : policies) {
            for (JsonNode rule : policy.at("/spec/egress")) {
                boolean there = rule.path("to").findValues("match_labels").stream()
                        .anyMatch(labels -> labels.path("kubernetes.io/metadata.name")
                                .asText()
                                .equals(namespace));
                if (there && (rule.path("ports").isEmpty() || ports(rule).contains(port))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Every block of addresses that is open, with each of its ports; a rule without peers is open to all. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (JsonNode policy : policies) {
            String name = policy.at("/metadata/name").asText();
            for (JsonNode rule : policy.at("/spec/egress")) {
                for (int port : ports(rule)) {
                    if (rule.path("to").isEmpty()) {
                        blocks.add(new Block(name, "0.0.0.0/0", List.of(), port));
                    }
                    for (JsonNode peer : rule.path("to")) {
                        JsonNode block = peer.path("ip_block");
                        if (!block.isMissingNode()) {
                            List<String> except = new ArrayList<>();
                            block.path("except").forEach(each -> except.add(each.asText()));
                            blocks.add(new Block(name, block.path("cidr").asText(), except, port));
                        }
                    }
                }
            }
        }
        return blocks;
    }

    private static List<Integer> ports(JsonNode rule) {
        List<Integer> ports = new ArrayList<>();
        for (JsonNode port : rule.path("ports")) {
            if (port.path("protocol").asText().equals("TCP")) {
                ports.add(port.path("port").asInt());
            }
        }
        return ports;
    }

    record Block(String policy, String cidr, List<String> except, int port) {
        boolean holds(String address, int wanted) {
            return port == wanted && in(cidr, address) && except.stream().noneMatch(hole -> in(hole, address));
        }

        private static boolean in(String cidr, String address) {
            String[] block = cidr.split("/");
            int hostBits = 32 - Integer.parseInt(block[1]);
            return number(block[0]) >> hostBits == number(address) >> hostBits;
        }

        private static long number(String address) {
            long number = 0;
            for (String part : address.split("\\.")) {
                number = number << 8 | Integer.parseInt(part);
            }
            return number;
        }
    }
}
