package dev.chatstack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.Environment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a person does after a deploy: where the chat is, the DNS record, how to sign in.
 *
 * @param outputs of the stacks, by their names
 * @param addressInWords what the DNS record points at where no output has it
 */
record Arrival(Environment environment, Map<String, JsonNode> outputs, String addressInWords) {
    List<String> lines() {
        String host = environment.config().chat().host();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("The chat:   " + text("url"));
        if (!host.endsWith(".localhost")) {
            lines.add("DNS record: " + dns(host));
        }
        lines.add("Sign in:    as admin. This prints the password:");
        lines.add("            " + text("admin-password"));
        if (outputs.containsKey("kubeconfig")) {
            lines.add("kubectl:    " + text("kubeconfig"));
        }
        if (outputs.containsKey("grafana")) {
            lines.add("Grafana:    " + text("grafana"));
        }
        lines.add("Next:       ./chatstack verify -e " + environment.name());
        return lines;
    }

    private String dns(String host) {
        String address = text("address");
        if (address.isEmpty()) {
            return host + " -> " + addressInWords;
        }
        String kind = address.matches("[0-9.]+") ? "A" : "CNAME";
        return host + "  " + kind + "  " + address + (points(host, address) ? "  (it exists)" : "  (create it now)");
    }

    private static boolean points(String host, String address) {
        try {
            return !Collections.disjoint(
                    Arrays.asList(InetAddress.getAllByName(host)), Arrays.asList(InetAddress.getAllByName(address)));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private String text(String output) {
        JsonNode value = outputs.get(output);
        return value == null ? "" : value.path("value").asText();
    }
}
