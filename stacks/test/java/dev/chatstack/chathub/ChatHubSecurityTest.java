package dev.chatstack.chathub;

import static dev.chatstack.chathub.ChatHub.CHAT;
import static dev.chatstack.chathub.ChatHub.DEPLOYMENT;
import static dev.chatstack.chathub.ChatHub.STATEFUL_SET;
import static dev.chatstack.chathub.ChatHub.container;
import static dev.chatstack.chathub.ChatHub.containers;
import static dev.chatstack.chathub.ChatHub.secret;
import static dev.chatstack.chathub.ChatHub.secretOf;
import static dev.chatstack.chathub.ChatHub.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.testing.Facts;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One test for each weak point of the deployment that ChatHub began as, with the numbers of docs/chathub.md: those that let anybody in. */
@DisplayName("ChatHub, as config/k3s-chathub.yaml asks for it, is locked: it")
class ChatHubSecurityTest {
    /** 4 */
    @Test
    void hasASecretOfItsOwnAndKnowsItsAddress() {
        JsonNode container = container(DEPLOYMENT, "tailchat", 0);

        assertThat(secretOf(container, "SECRET")).isEqualTo("tailchat/secret");
        assertThat(secret("tailchat", "secret")).matches("\\$\\{ephemeral\\.random_password\\..*\\.result}");
        assertThat(valueOf(container, "API_URL")).isEqualTo("https://app.chathub.example.org");
    }

    /** 5 */
    @Test
    void signsInEverywhereWithWhatStandsInNoManifest() {
        assertThat(container(STATEFUL_SET, "tailchat-mongo", 0).path("command").toString())
                .contains("--keyFile=");
        assertThat(ConfigFiles.resource("/valkey/start-valkey.sh")).contains("requirepass $password");
        for (JsonNode container : containers()) {
            for (JsonNode variable : container.path("env")) {
                if (variable.path("name")
                        .asText()
                        .matches(".*(PASS|PASSWORD|SECRET|MONGO_URL|REDIS_URL|TRANSPORTER|KEY)")) {
                    assertThat(variable.at("/value_from/secret_key_ref/name").asText())
                            .as("%s of %s", variable.path("name"), container.path("name"))
                            .isNotEmpty();
                }
            }
        }
        assertThat(CHAT.root().toString()).doesNotContain("com.msgbyte.tailchat");
    }

    /** 6 */
    @Test
    void hardensLimitsAndSpreadsEveryPod() {
        for (JsonNode container : containers()) {
            String name = container.path("name").asText();
            assertThat(container.at("/resources/limits/memory").asText())
                    .as(name)
                    .isNotEmpty();
            assertThat(container
                            .at("/security_context/read_only_root_filesystem")
                            .asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(container.at("/security_context/capabilities/drop/0").asText())
                    .as(name)
                    .isEqualTo("ALL");
        }
        List<String> budgets = CHAT.all("kubernetes_pod_disruption_budget_v1").stream()
                .map(budget -> budget.at("/metadata/name").asText())
                .toList();
        for (String kind : List.of(DEPLOYMENT, STATEFUL_SET)) {
            for (JsonNode workload : CHAT.all(kind)) {
                assertThat(budgets).contains(workload.at("/metadata/name").asText());
                assertThat(workload.at("/spec/template/spec/topology_spread_constraint/0/topology_key")
                                .asText())
                        .isEqualTo("topology.kubernetes.io/zone");
            }
        }
        assertThat(Facts.texts(
                        CHAT.named("kubernetes_network_policy_v1", "deny-all").at("/spec/policy_types")))
                .containsExactly("Ingress", "Egress");
    }

    /** 6 */
    @Test
    void letsOnlyTheProgramsOfTailchatReachTheDatabase() {
        List<String> clients = CHAT.all("kubernetes_network_policy_v1").stream()
                .filter(rule ->
                        rule.at("/spec/pod_selector/match_labels").toString().contains("\"tailchat-mongo\""))
                .filter(rule -> rule.at("/spec/ingress/0/ports/0/port").asText().equals("27017"))
                .map(rule -> rule.at("/spec/ingress/0/from/0/pod_selector/match_labels/app.kubernetes.io~1name")
                        .asText())
                .toList();

        assertThat(clients)
                .containsExactlyInAnyOrder(
                        "tailchat-mongo",
                        "tailchat",
                        "tailchat-plugins",
                        "tailchat-openapi",
                        "tailchat-admin",
                        "seaweedfs-s3",
                        "mongodb-backup",
                        "mongodb-restore",
                        "mongodb-restore-beside");
    }

    /** 8 */
    @Test
    void runsExactVersionsOfProgramsThatStillGetFixes() {
        assertThat(containers()).hasSizeGreaterThan(10).allSatisfy(container -> assertThat(
                        container.path("image").asText())
                .matches("[^:]+:v?\\d+\\.\\d+(\\.\\d+)?.*")
                .doesNotContain("latest"));
        assertThat(container(STATEFUL_SET, "tailchat-mongo", 0).path("image").asText())
                .startsWith("mongo:7.0.");
        assertThat(container(DEPLOYMENT, "tailchat", 0).path("image").asText())
                .isEqualTo("moonrailgun/tailchat:1.11.11");
    }

    /** 10 */
    @Test
    void mayDoNothingInTheClusterBeyondItsNamespace() {
        assertThat(CHAT.root().path("resource").fieldNames())
                .toIterable()
                .doesNotContain("kubernetes_cluster_role_v1", "kubernetes_cluster_role_binding_v1");
        assertThat(CHAT.all("kubernetes_role_v1"))
                .isNotEmpty()
                .allSatisfy(role -> assertThat(role.path("rule").toString()).doesNotContain("\"*\""));
    }
}
