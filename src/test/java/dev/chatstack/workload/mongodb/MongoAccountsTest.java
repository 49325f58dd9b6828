package dev.chatstack.workload.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MongoAccountsTest {
    private final Synth synth = Synth.of(stack -> new MongoAccounts(
            stack,
            new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.OUTSIDE, 12),
            "mongo.chat.svc.cluster.local",
            new MongoDb.ReplicaSetSettings("mongo", "mongo:8", "rocketchat", 7, Optional.empty())));

    @Test
    void hasOneSecretForEachAccountAndOneForTheKey() {
        assertThat(synth.all("kubernetes_secret_v1"))
                .extracting(secret -> secret.at("/metadata/name").asText())
                .containsExactlyInAnyOrder(
                        "mongo-key", "mongo-root", "mongo-chat", "mongo-exporter", "mongo-backup", "mongo-restore");
    }

    @Test
    void endsTheRightsOfTheChatAndOfBackupsAtTheChatsDatabase() {
        for (String account : List.of("chat", "backup")) {
            assertThat(data(account).path("database").asText()).as(account).isEqualTo("rocketchat");
        }
    }

    @Test
    void neverSharesAPassword() {
        assertThat(synth.all("kubernetes_secret_v1"))
                .extracting(secret -> secret.at("/data_wo/password").asText())
                .filteredOn(password -> !password.isEmpty())
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    void renewsEveryPasswordWithTheRevisionAndNeverTheKeyOfTheMembers() {
        for (JsonNode secret : synth.all("kubernetes_secret_v1")) {
            String name = secret.at("/metadata/name").asText();
            assertThat(secret.path("data_wo_revision").asInt()).as(name).isEqualTo(name.equals("mongo-key") ? 1 : 7);
        }
    }

    private JsonNode data(String account) {
        return synth.named("kubernetes_secret_v1", "mongo-" + account).path("data_wo");
    }
}
