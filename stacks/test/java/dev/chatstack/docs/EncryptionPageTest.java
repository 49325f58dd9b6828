package dev.chatstack.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.cli.Environments;
import dev.chatstack.config.Environment;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the page says is what the stacks hold; {@code -Dgolden.update=true} writes its tables anew. */
@DisplayName("docs/encryption.md")
class EncryptionPageTest {
    private static final Path PAGE = Path.of("..", "docs", "encryption.md");
    private static final Path CONFIG = Path.of("..", "config");
    private static final String END = "<!-- end of encryption -->";

    private final Map<String, Facts> environments = new TreeMap<>();

    @Test
    void saysWhatTheStacksHold() throws IOException {
        for (String name : new Environments(CONFIG).names()) {
            environments.put(name, Facts.of(ConfigLoader.load(CONFIG.resolve(name + ".yaml"))));
        }
        String page = Files.readString(PAGE);
        String computed = filled(page, "<!-- encryption: written by a test -->\n", onTheWay());
        computed = filled(computed, "<!-- encryption at rest: written by a test -->\n", atRest());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, computed);
        }
        assertThat(PAGE).content().isEqualTo(computed);
    }

    private static String filled(String page, String mark, String table) {
        int begin = page.indexOf(mark) + mark.length();
        return page.substring(0, begin) + table + page.substring(page.indexOf(END, begin));
    }

    private String onTheWay() {
        Map<String, Function<Facts, String>> rows = new LinkedHashMap<>();
        rows.put("people to the gateway", Facts::people);
        rows.put("the gateway to the chat", facts -> facts.inside("chat"));
        rows.put("the chat to MongoDB, and members to each other", Facts::database);
        rows.put("Valkey, its proxies and clients", facts -> facts.inside("valkey-proxy"));
        rows.put("files to a store in the cluster", facts -> facts.inside("seaweedfs-s3"));
        rows.put("files to a bucket", facts -> facts.store("FileUpload_S3_BucketURL", "AmazonS3"));
        rows.put(
                "backups to their store",
                facts -> facts.store("RCLONE_CONFIG_STORE_ENDPOINT", "\"RCLONE_CONFIG_STORE_TYPE"));
        rows.put("metrics, logs and traces to monitoring", Facts::monitoring);
        rows.put("administrators to the API server, port-forward", facts -> facts.docker() ? "-" : "TLS");
        return table(rows);
    }

    private String atRest() {
        Map<String, Function<Facts, String>> rows = new LinkedHashMap<>();
        rows.put("disks of the database", facts -> facts.byTheCloud("\"encrypted\":\"true\""));
        rows.put("buckets", Facts::buckets);
        rows.put("Secrets in the cluster", Facts::secrets);
        rows.put("Terraform's state", Facts::state);
        return table(rows);
    }

    private String table(Map<String, Function<Facts, String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("| | " + String.join(" | ", environments.keySet()) + " |");
        lines.add("|---|" + "---|".repeat(environments.size()));
        rows.forEach((row, says) -> lines.add("| " + row + " | "
                + environments.values().stream().map(says).collect(Collectors.joining(" | ")) + " |"));
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** What an environment's stacks hold, as JSON without spaces. */
    private record Facts(Environment environment, String all, String chat) {
        static Facts of(Environment environment) {
            Map<String, Synth> stacks = Stacks.all(environment);
            String all = stacks.values().stream()
                    .map(stack -> stack.root().toString())
                    .collect(Collectors.joining("\n"));
            Synth chat = stacks.getOrDefault(environment.name() + "-chat", stacks.get(environment.name()));
            return new Facts(environment, all, requireNonNull(chat).root().toString());
        }

        boolean docker() {
            return environment.config().cloud() instanceof DockerConfig;
        }

        /** Strict, and so refused where it is not encrypted. */
        private boolean mesh() {
            return all.contains("STRICT") && all.contains("PeerAuthentication");
        }

        String people() {
            String url = environment.config().chat().exposure().url("host");
            assertThat(all)
                    .contains(url.replace("host", environment.config().chat().host()));
            return url.startsWith("https:") ? "TLS" : "plain";
        }

        /** The connections of a workload that is among the pods. */
        String inside(String workload) {
            boolean there = workload.equals("chat") || chat.contains("\"name\":\"" + workload + "\"");
            return there ? mesh() ? "mTLS" : docker() ? "inside the machine" : "plain" : "-";
        }

        String database() {
            assertThat(all).doesNotContain("--tlsMode");
            return inside("chat");
        }

        /** A store by its address, or by a word that says that there is one, whose makers speak TLS alone. */
        String store(String address, String word) {
            if (Pattern.compile(address + "[\\\\\"]+(:|,[\\\\\"]+value[\\\\\"]+:)[\\\\\"]+http:")
                    .matcher(all)
                    .find()) {
                return "plain";
            }
            return chat.contains(word) ? "TLS" : "-";
        }

        String monitoring() {
            return environment.config().monitoring().isEmpty() ? "-" : docker() ? "inside the machine" : "plain";
        }

        String byTheCloud(String proof) {
            return all.contains(proof) ? "AES-256" : owner();
        }

        private String owner() {
            boolean made = all.contains("\"google_container_cluster\"")
                    || all.contains("\"azurerm_kubernetes_cluster\"")
                    || all.contains("\"google_compute_instance\"");
            return made ? "cloud's" : "owner's";
        }

        String buckets() {
            boolean any = all.contains("\"aws_s3_bucket\"")
                    || all.contains("\"google_storage_bucket\"")
                    || all.contains("\"azurerm_storage_account\"");
            return any
                    ? all.contains("\"sse_algorithm\":\"AES256\"") ? "AES-256" : "cloud's"
                    : chat.contains("\"RCLONE_CONFIG_STORE_TYPE") || chat.contains("AmazonS3") ? "owner's" : "-";
        }

        String secrets() {
            return docker() ? "files of root" : all.contains("\"encryption_config\"") ? "own key" : owner();
        }

        String state() {
            return all.contains("\"encrypt\":true")
                    ? "AES-256"
                    : all.contains("\"backend\":{\"local\"") ? "owner's" : "cloud's";
        }
    }
}
