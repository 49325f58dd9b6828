package dev.chatstack.chathub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What tests of ChatHub share: what {@code config/k3s-chathub.yaml} becomes, and where to look in it. */
final class ChatHub {
    static final String STATEFUL_SET = "kubernetes_stateful_set_v1";
    static final String DEPLOYMENT = "kubernetes_deployment_v1";

    private static final Path CONFIG = Path.of("..", "config", "k3s-chathub.yaml");

    /** The stack of the chat. */
    static final Synth CHAT = chat(CONFIG);

    private ChatHub() {}

    /** The stack of the chat that another file makes. */
    static Synth chat(Path config) {
        return Stacks.of(ConfigLoader.load(config), "chat");
    }

    /** The stack of the platform. */
    static Synth platform() {
        return Stacks.of(ConfigLoader.load(CONFIG), "platform");
    }

    /** The file as {@code change} makes it, and the website next to it, in {@code folder}. */
    static Path copy(Path folder, UnaryOperator<String> change) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config")).resolve("k3s-chathub.yaml");
        Files.writeString(config, change.apply(Files.readString(CONFIG)));
        Files.createDirectories(folder.resolve("website"));
        try (Stream<Path> files = Files.list(Path.of("..", "website"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("website").resolve(file.getFileName()));
            }
        }
        return config;
    }

    static JsonNode container(String kind, String workload, int index) {
        return CHAT.named(kind, workload).at("/spec/template/spec/container/" + index);
    }

    /** Every container of every workload. */
    static List<JsonNode> containers() {
        List<JsonNode> containers = new ArrayList<>();
        for (String kind : List.of(DEPLOYMENT, STATEFUL_SET, "kubernetes_job_v1", "kubernetes_cron_job_v1")) {
            for (JsonNode workload : CHAT.all(kind)) {
                JsonNode pod = kind.equals("kubernetes_cron_job_v1")
                        ? workload.at("/spec/job_template/spec/template/spec")
                        : workload.at("/spec/template/spec");
                pod.path("container").forEach(containers::add);
                pod.path("init_container").forEach(containers::add);
            }
        }
        assertThat(containers).hasSizeGreaterThan(20);
        return containers;
    }

    /** What Terraform writes into the Secret {@code name} under {@code key}. */
    static String secret(String name, String key) {
        return CHAT.named("kubernetes_secret_v1", name)
                .path("data_wo")
                .path(key)
                .asText();
    }

    /** The Secret and key that a variable comes from, as {@code name/key}. */
    static String secretOf(JsonNode container, String variable) {
        JsonNode reference = Synth.variable(container, variable).at("/value_from/secret_key_ref");
        return reference.path("name").asText() + "/" + reference.path("key").asText();
    }

    static String valueOf(JsonNode container, String variable) {
        return Synth.variable(container, variable).path("value").asText();
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
