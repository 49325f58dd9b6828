package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.testing.Synth;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worst that can happen at once: every autoscaler at its maximum, every Deployment rolled out, and each Job twice. */
@DisplayName("The quota of the chat's namespace")
class QuotaTest {
    @ParameterizedTest
    @ValueSource(strings = {"gcp-dev", "aws-prod", "azure-prod", "k3s-chathub", "microservices-prod", "openshift-prod"})
    void stopsNoPodOfOurs(String environment) {
        Synth chat = Stacks.of(ConfigLoader.load(Path.of("..", "config", environment + ".yaml")), "chat");
        int quota = chat.all("kubernetes_resource_quota_v1")
                .get(0)
                .at("/spec/hard/pods")
                .asInt();

        assertThat(quota).isGreaterThanOrEqualTo(worst(chat));
    }

    private static int worst(Synth chat) {
        int pods = 0;
        for (String type : new String[] {"kubernetes_deployment_v1", "kubernetes_stateful_set_v1"}) {
            for (JsonNode workload : chat.all(type)) {
                int most = most(chat, workload);
                // one more at a time while it is rolled out, and as many that are still ending
                pods += type.contains("deployment") ? 2 * most : most;
            }
        }
        return pods
                + 2
                        * (chat.all("kubernetes_job_v1").size()
                                + chat.all("kubernetes_cron_job_v1").size());
    }

    private static int most(Synth chat, JsonNode workload) {
        String name = workload.at("/metadata/name").asText();
        return chat.all("kubernetes_horizontal_pod_autoscaler_v2").stream()
                .filter(scaler ->
                        scaler.at("/spec/scale_target_ref/name").asText().equals(name))
                .map(scaler -> scaler.at("/spec/max_replicas").asInt())
                .findAny()
                .orElse(workload.at("/spec/replicas").asInt(1));
    }
}
