package dev.chatstack.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A MongoDB that asks for a client certificate")
class MongoDbElsewhereTest {
    private static final String EXTERNAL =
            "mongodb: {external: {secret: mongodb, clientCertificate: mongodb-client, networks: [10.20.30.0/28]}}\n";

    @Test
    void isShownOneByEachContainerThatUsesTheDatabase() {
        JsonNode stack = Stacks.of(
                        new EnvironmentFile(EnvironmentFile.MICROSERVICES
                                                .text()
                                                .replace("backup: {store: {in: volume}}\n", "")
                                                .replace("architecture: microservices", "architecture: monolith")
                                                .replace("concurrentUsers: 2000", "replicas: 2")
                                        + EXTERNAL)
                                .load(),
                        "chat")
                .root();

        assertThat(Surrounded.pods(stack).flatMap(Surrounded::containers))
                .filteredOn(container -> container.path("env").toString().contains("MONGO_URL"))
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        container -> assertThat(container.path("volume_mount").toString())
                                .contains(
                                        "\"mount_path\":\"/etc/chatstack/mongodb\",\"name\":\"mongodb-certificate\",\"read_only\":true"));
        assertThat(Surrounded.pods(stack))
                .filteredOn(pod -> pod.toString().contains("MONGO_URL"))
                .allSatisfy(pod -> assertThat(pod.path("volume").toString())
                        .contains("\"secret_name\":\"mongodb-client\"", "\"default_mode\":\"0440\""));
    }

    @Test
    void isShownOneByTheProgramsOfTheChart() {
        assertThat(Stacks.of(
                                new EnvironmentFile(EnvironmentFile.MICROSERVICES
                                                        .text()
                                                        .replace("backup: {store: {in: volume}}\n", "")
                                                + EXTERNAL)
                                        .load(),
                                "chat")
                        .values("chat")
                        .toString())
                .contains("\"secretName\":\"mongodb-client\"", "\"mountPath\":\"/etc/chatstack/mongodb\"");
    }
}
