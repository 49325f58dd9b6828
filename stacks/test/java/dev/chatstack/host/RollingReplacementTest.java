package dev.chatstack.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The plans have the shape that {@code terraform show -json} of 1.11 gives them. */
@DisplayName("Containers that are replaced")
public class RollingReplacementTest {
    @Test
    void replacesOneAfterTheOtherMembersFirst() throws IOException {
        assertThat(rollout(
                        replaced("rocketchat", 1),
                        replaced("mongodb", 2),
                        replaced("rocketchat", 0),
                        replaced("mongodb", 0),
                        change("grafana", "[\"delete\", \"create\"]", "\"image\"", "\"image\"")))
                .containsExactly(
                        "docker_container.mongodb-0",
                        "docker_container.mongodb-2",
                        "docker_container.rocketchat-0",
                        "docker_container.rocketchat-1");
    }

    @Test
    void replacesAllTogetherWhenTheServersGetAnotherVersion() throws IOException {
        assertThat(rollout(
                        change("rocketchat-0", "[\"delete\", \"create\"]", "\"old\"", "\"new\""),
                        change("rocketchat-1", "[\"delete\", \"create\"]", "\"old\"", "\"new\"")))
                .isEmpty();
        // the new image was not pulled yet
        assertThat(rollout(
                        change("rocketchat-0", "[\"delete\", \"create\"]", "\"old\"", "null"),
                        change("rocketchat-1", "[\"delete\", \"create\"]", "\"old\"", "null")))
                .isEmpty();
    }

    @Test
    void replacesAtOnceWhenThereIsOneContainer() throws IOException {
        assertThat(rollout(replaced("mongodb", 0), replaced("rocketchat", 0))).isEmpty();
    }

    @Test
    void replacesNothingThatIsNew() throws IOException {
        assertThat(rollout(
                        change("rocketchat-0", "[\"create\"]", "null", "\"image\""),
                        change("rocketchat-1", "[\"create\"]", "null", "\"image\"")))
                .isEmpty();
    }

    public static String replaced(String name, int number) {
        return change(name + "-" + number, "[\"delete\", \"create\"]", "\"image\"", "\"image\"");
    }

    public static String plan(String... changes) {
        return "{\"resource_changes\": [" + String.join(",", changes) + "]}";
    }

    private static String change(String name, String actions, String before, String after) {
        return """
            {"address": "docker_container.%1$s", "type": "docker_container",
             "change": {"actions": %2$s, "before": {"image": %3$s}, "after": {"name": "local-%1$s", "image": %4$s}}}\
            """.formatted(name, actions, before, after);
    }

    private static List<String> rollout(String... changes) throws IOException {
        return RollingReplacement.of(new ObjectMapper().readTree(plan(changes)));
    }
}
