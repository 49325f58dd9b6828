package dev.chatstack.microservices;

import static dev.chatstack.microservices.Microservices.SHIPPED;
import static dev.chatstack.microservices.Microservices.behindTheMesh;
import static dev.chatstack.microservices.Microservices.chat;
import static dev.chatstack.microservices.Microservices.door;
import static dev.chatstack.microservices.Microservices.monolith;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A monolith that becomes microservices, and back,")
class ArchitectureChangeTest {
    @Test
    void keepsEverythingThatHoldsData() {
        Map<String, JsonNode> microservices = data(chat(SHIPPED));
        Map<String, JsonNode> monolith = data(chat(monolith(SHIPPED).replace("  concurrentUsers: 2000\n", "")));

        assertThat(monolith).isEqualTo(microservices).hasSizeGreaterThan(7);
    }

    /** Two resources with one name collide: the second cannot be made before the first is gone, and nobody waits for that. */
    @Test
    void changesInPlaceWhateverBothArchitecturesHave() {
        Map<String, String> microservices = addresses(chat(SHIPPED));
        Map<String, String> monolith = addresses(chat(monolith(SHIPPED)));
        microservices.keySet().retainAll(monolith.keySet());
        monolith.keySet().retainAll(microservices.keySet());

        assertThat(microservices)
                .containsKeys(
                        "kubernetes_network_policy_v1 rocketchat-server-to-mongodb",
                        "kubernetes_pod_disruption_budget_v1 rocketchat-server",
                        "kubernetes_service_account_v1 rocketchat-server")
                .isEqualTo(monolith);
    }

    @Test
    void keepsTheDoorAndItsAddress() {
        for (EnvironmentFile file : List.of(SHIPPED, behindTheMesh())) {
            assertThat(door(chat(file))).isEqualTo(door(chat(monolith(file)))).isNotEmpty();
        }
    }

    /** Terraform's address of every object by its kind and name. */
    private static Map<String, String> addresses(Synth chat) {
        Map<String, String> addresses = new TreeMap<>();
        chat.root().path("resource").properties().forEach(kind -> kind.getValue()
                .properties()
                .forEach(each -> {
                    JsonNode body = each.getValue();
                    String name =
                            body.at("/metadata/name").asText(body.path("name").asText());
                    addresses.put(kind.getKey() + " " + name, each.getKey());
                }));
        return addresses;
    }

    /** What must neither go nor be made anew, by address: the replica set, volumes, passwords. */
    private static Map<String, JsonNode> data(Synth chat) {
        Map<String, JsonNode> data = new TreeMap<>();
        for (String kind : List.of(
                "kubernetes_stateful_set_v1", "kubernetes_secret_v1", "kubernetes_persistent_volume_claim_v1")) {
            chat.root()
                    .at("/resource/" + kind)
                    .properties()
                    .forEach(each -> data.put(kind + "." + each.getKey(), each.getValue()));
        }
        return data;
    }
}
