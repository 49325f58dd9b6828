package dev.chatstack.workload.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.chat.ObjectsConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A store of objects")
class ObjectStorageTest {
    @Test
    void survivesTheFailureOfAServerOfMinio() {
        Synth synth = Synth.of(stack -> {
            FakeCluster cluster = new FakeCluster();
            Namespace namespace = new Namespace(stack, "chat", cluster, Namespace.Mesh.OUTSIDE, 30);
            new Minio(stack, namespace, cluster, new ObjectsConfig.Minio("5Gi"));
        });
        JsonNode set = synth.only("kubernetes_stateful_set_v1").path("spec");

        assertThat(set.path("replicas").asText()).isEqualTo("3");
        assertThat(set.at("/template/spec/container/0/command").toString())
                .contains("http://minio-{0...2}.minio.chat.svc.cluster.local:9000/data");
        assertThat(set.at("/volume_claim_template/0/spec/storage_class_name").asText())
                .isEqualTo("database");
        assertThat(synth.named("kubernetes_secret_v1", "minio")
                        .at("/data_wo/secretKey")
                        .asText())
                .startsWith("${ephemeral.random_password.");
        assertThat(synth.named("kubernetes_job_v1", "objects-bucket-tailchat").toString())
                .contains("http://minio:9000");
    }

    @Test
    void opensOnlyAPathToAnExternalStore() {
        ExternalObjects objects =
                new ExternalObjects(new ObjectsConfig.External("https://s3.example.org", "files", "files-key"));
        Synth synth = Synth.of(stack -> {
            Namespace namespace = new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.OUTSIDE, 30);
            objects.allowFrom("tailchat", new NetworkRules(stack, "tailchat", namespace));
        });

        assertThat(objects.before()).isEmpty();
        assertThat(objects.connection().host()).isEqualTo("s3.example.org");
        assertThat(objects.connection().port()).isEqualTo(443);
        assertThat(objects.connection().tls()).isTrue();
        assertThat(objects.connection().path()).isEqualTo("objects:files");
        assertThat(synth.named("kubernetes_network_policy_v1", "tailchat-to-objects")
                        .at("/spec/egress/0/ports/0/port")
                        .asText())
                .isEqualTo("443");
    }
}
