package dev.chatstack.cli.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.workload.backup.BackupHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/disaster-recovery.md says, typed line by line by somebody who has lost something. chatstack, the scripts, bash, jq and rclone
 * are the real ones; kubectl, docker, cdktf and MongoDB are stand-ins that keep their state.
 */
@DisplayName("The pages for what is lost, walked")
class PagesWalkedTest {
    private static final Path PAGE = Path.of("../docs/disaster-recovery.md");

    @TempDir
    private Path folder;

    private Places places;
    private Map<String, String> content;
    private Path work;

    @BeforeEach
    void aChatThatIsBackedUp() throws IOException {
        places = new Places(folder);
        content = places.database.content();
        work = Files.createDirectories(folder.resolve("work"));
        Files.createDirectories(work.resolve("config"));
        Files.copy(Path.of("../config/gcp-dev.yaml"), work.resolve("config/prod.yaml"));
        Files.copy(Path.of("../config/local.yaml"), work.resolve("config/local.yaml"));
        for (String program : List.of("kubectl", "docker")) {
            script(
                    "bin/" + program,
                    "exec " + BackupHost.TEST_SCRIPTS.resolve("places").resolve(program) + " \"$@\"");
        }
        // what a deploy or a start does to what is lost: a new set with what a chat makes when it starts first
        script("bin/anew", """
                [ -e "$CLUSTER/lost" ] || exit 0
                rm "$CLUSTER/lost"
                printf '%%08x%%016x' "$(date +%%s)" 77 >%1$s/set-id
                mkdir -p %1$s/set
                for i in 1 2 3; do echo "{\\"_id\\": \\"setting $i\\"}"; done >%1$s/set/rocketchat.rocketchat_settings
                : >%1$s/set/rocketchat.rocketchat_message
                echo '{"rocketchat-server": 1}' >"$CLUSTER/deployments.json"
                echo '{"local-backup": true, "local-rocketchat-0": true, "local-rocketchat-1": true}' >"$CLUSTER/servers.json"
                """.formatted(places.database.stand("")));
        script("bin/cdktf", """
                case "$1 $2" in
                  "deploy prod-cluster") mkdir -p %s ;;
                  "deploy prod-platform") ;;
                  "deploy prod-chat") anew ;;
                  *) echo "no such stack: $2"; exit 1 ;;
                esac
                """.formatted(places.database.store()));
        script("work/chatstack", """
                if [ "$1" = up ]; then exec anew; fi
                exec %s -cp '%s' dev.chatstack.cli.Main "$@"
                """.formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path")));
    }

    private void script(String file, String text) throws IOException {
        Path script = folder.resolve(file);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/bash\nset -eu\n" + text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    /** The blocks of commands below a heading, one after the other. */
    private static List<String> blocks(String heading) throws IOException {
        String section =
                Files.readString(PAGE).split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        for (String line : (section + "\nend").lines().toList()) {
            if (line.startsWith("    ")) {
                block.append(line.strip()).append('\n');
            } else if (!block.isEmpty()) {
                blocks.add(block.toString());
                block.setLength(0);
            }
        }
        return blocks;
    }

    private String type(String block, String environment) throws Exception {
        String text = block.replace("ENV", environment)
                .replace("/var/backups/chatstack", places.database.store().toString());
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-ec", text).directory(work.toFile()).redirectErrorStream(true);
        shell.environment()
                .putAll(Map.of(
                        "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH"),
                        "CLUSTER",
                        places.folder.toString(),
                        "NS",
                        "application",
                        "RCLONE_CONFIG",
                        "/dev/null",
                        "RCLONE_CONFIG_OTHER_TYPE",
                        "alias",
                        "RCLONE_CONFIG_OTHER_REMOTE",
                        folder.resolve("another-place").toString()));
        Process process = shell.start();
        try (var person = process.getOutputStream()) {
            person.write("yes\n".getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text + output).isZero();
        return output;
    }

    private void isLost(Path... what) throws IOException {
        Files.writeString(places.folder.resolve("lost"), "");
        for (Path each : what) {
            try (Stream<Path> files = Files.walk(each)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    @Test
    void theCluster() throws Exception {
        isLost(places.database.database());
        Files.createDirectories(places.database.database());

        String said = type(String.join("", blocks("The cluster")), "prod");

        assertThat(said)
                .contains("the database here is a new one, made 20", "all as the manifest says", "the chat is back");
        assertThat(places.database.content()).isEqualTo(content);
        assertThat(places.chatRuns("cluster")).isTrue();
        places.database.backUp();
        assertThat(places.database.run("check.sh", "preview-latest").output()).contains("this was the preview of");
    }

    @Test
    void theBucket() throws Exception {
        places.database.becomes(Instant.now().minus(Duration.ofDays(90)), 1);
        isLost(places.database.store());

        type(String.join("", blocks("The bucket")), "prod");

        assertThat(places.database.backups()).hasSize(1).containsValue("proven");
        assertThat(places.database.content()).isEqualTo(content);
        places.database.backUp();
    }

    @Test
    void aMember() throws Exception {
        places.write(
                "members.json",
                Map.of(
                        "rocketchat-mongo-0",
                        "PRIMARY",
                        "rocketchat-mongo-1",
                        "SECONDARY",
                        "rocketchat-mongo-2",
                        "lost"));

        type(blocks("A pod").get(1), "prod");

        assertThat(places.read("members.json").path("rocketchat-mongo-2").asText())
                .isEqualTo("SECONDARY");
    }

    @Test
    void aDockerHost() throws Exception {
        List<String> blocks = blocks("A Docker host");
        type(blocks.get(1), "local");
        isLost(places.database.database(), places.database.store());

        String said = type(blocks.get(0), "local");

        assertThat(said)
                .contains("the database here is a new one, made 20", "all as the manifest says", "the chat is back");
        assertThat(places.database.content()).isEqualTo(content);
        assertThat(places.chatRuns("host")).isTrue();
    }
}
