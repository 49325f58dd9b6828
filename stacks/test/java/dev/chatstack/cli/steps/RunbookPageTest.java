package dev.chatstack.cli.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.host.TerraformWords;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("./chatstack runbook")
class RunbookPageTest {
    private static final Path PAGES = Path.of("..", "docs", "runbooks");
    private static final Pattern WORKLOAD = Pattern.compile("(?:deployment|statefulset|cronjob)/([a-z][a-z0-9-]*)");
    private static final Pattern MEMBER = Pattern.compile("([a-z]+-mongo)-");

    private static Environment environment(String name) {
        return ConfigLoader.load(Path.of("..", "config", name + ".yaml"));
    }

    private static String page(String environment, String alert) throws IOException {
        return new RunbookPage(environment(environment), new TerraformWords("terraform", "cdktf.out"))
                .text(Files.readString(PAGES.resolve(alert + ".md")));
    }

    private static List<String> alerts() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.map(file -> file.getFileName().toString().replace(".md", ""))
                    .filter(name -> !name.equals("README"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void fillsInTheNamesOfAnEnvironment() throws IOException {
        assertThat(page("microservices-prod", "ChatDown"))
                .contains(
                        "## First look\n    kubectl config use-context chat-prod   # access to the cluster\n",
                        "    curl -vs -o /dev/null https://chat.example.org/api/info\n",
                        "-n application logs deployment/chat-rocketchat-server --tail=50",
                        "get endpointslices,gateways.gateway.networking.k8s.io,httproutes`",
                        "`./chatstack runbook -e microservices-prod RocketChatHeapHigh`",
                        "roll back (docs/disaster-recovery.md#a-bad-upgrade)");
        assertThat(page("k3s-chathub", "MongoDbNoPrimary"))
                .contains("for i in 0 1 2; do kubectl -n gic-chathub exec tailchat-mongo-$i -c mongod");
    }

    @Test
    void speaksOfContainersOnADockerHost() throws IOException {
        assertThat(page("local", "ChatDown"))
                .contains(
                        "    docker -H unix:///var/run/docker.sock ps -a --filter name=local-\n",
                        "    docker -H unix:///var/run/docker.sock logs --tail 50 local-rocketchat-0 2>&1\n");
        assertThat(page("local", "BackupOlderThanRpo"))
                .contains(
                        "exec local-backup bash /etc/chatstack/with-secrets.sh bash /etc/chatstack/scripts/backup.sh");
        assertThat(page("local", "MongoDbNoPrimary"))
                .contains("exec local-mongodb-$i mongosh --quiet --eval 'const h = db.hello();");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "google-host"})
    void leavesNothingOfKubernetesOnADockerHost(String name) throws IOException {
        for (String alert : alerts()) {
            assertThat(page(name, alert)).as(alert).doesNotContain("kubectl", "$NS", "$SET", "$MON", "YOUR-CHAT-HOST");
        }
    }

    /** Of the pages of alerts that the environment has. */
    @ParameterizedTest
    @ValueSource(strings = {"aws-prod", "azure-prod", "gcp-dev", "k3s-chathub", "microservices-prod"})
    void namesOnlyWhatTheEnvironmentMakes(String name) throws IOException {
        Environment environment = environment(name);
        Blueprint blueprint = new Synthesis(List.of(environment), Optional.empty())
                .inTemporaryFolder(stacks -> EnvironmentStacks.read(environment, stacks));
        String all = blueprint.resources().toString();
        Set<String> made = blueprint.resources().stream().map(Resource::name).collect(Collectors.toSet());
        for (String alert : alerts()) {
            String page = page(name, alert);
            assertThat(page).as(alert).doesNotContain("$NS", "$SET", "$MON", "YOUR-CHAT-HOST");
            if (all.contains("\"alert\":\"" + alert + "\"") || all.contains("alert: " + alert)) {
                assertThat(Stream.of(WORKLOAD, MEMBER)
                                .flatMap(pattern -> pattern.matcher(page).results())
                                .map(match -> match.group(1))
                                // the makers' chart names the first; the alert about the second stays silent without
                                // backup.snapshots
                                .filter(workload -> !Set.of("chat-rocketchat-server", "disk-snapshots")
                                        .contains(workload)))
                        .as(alert)
                        .isSubsetOf(made);
            }
        }
    }
}
