package dev.chatstack.cli.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.workload.backup.BackupHost;
import dev.chatstack.workload.backup.MongoBackup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A cluster and a Docker host whose Jobs and containers run the shipped scripts; only kubectl, docker and MongoDB are stand-ins. */
public final class Places {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path STAND_INS = BackupHost.TEST_SCRIPTS.resolve("places");
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Map<String, JsonNode> CRON_JOBS = cronJobs();

    final BackupHost database;
    final Path folder;

    public Places(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("place"));
        database = BackupHost.withABackup(Files.createDirectories(folder.resolve("database")));
        write("environment.json", database.environment());
        write("cronjobs.json", CRON_JOBS);
        write("deployments.json", Map.of("rocketchat-server", 1));
        write("servers.json", Map.of("local-backup", true, "local-rocketchat-0", true, "local-rocketchat-1", true));
    }

    /** The templates of the stack, as the cluster would have them. */
    private static Map<String, JsonNode> cronJobs() {
        Map<String, JsonNode> templates = new TreeMap<>();
        Stacks.of(EnvironmentFile.shipped("gcp-dev").load(), "chat")
                .all("kubernetes_cron_job_v1")
                .forEach(cronJob -> templates.put(
                        cronJob.at("/metadata/name").asText(), cronJob.at("/spec/job_template/spec/template/spec")));
        templates.put("uploads-restore", uploads());
        return templates;
    }

    private static JsonNode uploads() {
        return Stacks.of(EnvironmentFile.shipped("azure-prod").load(), "chat")
                .named("kubernetes_cron_job_v1", "uploads-restore")
                .at("/spec/job_template/spec/template/spec");
    }

    /** Files on a volume, and the store of their copies. */
    Path files() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        Map<String, String> variables = new TreeMap<>(database.environment());
        variables.put("UPLOADS", files.toString());
        variables.put(
                "BACKUP_STORE",
                Files.createDirectories(folder.resolve("uploads-store")).toString());
        write("environment.uploads-restore.json", variables);
        return files;
    }

    /** Copies them now. */
    void copiesFiles() throws IOException {
        BackupHost host = new BackupHost(Files.createDirectories(folder.resolve("copying")));
        host.with("UPLOADS", folder.resolve("files").toString())
                .with("BACKUP_STORE", folder.resolve("uploads-store").toString())
                .run("files-backup.sh")
                .succeeds();
    }

    List<String> program(String name) {
        return List.of("env", "CLUSTER=" + folder, STAND_INS.resolve(name).toString());
    }

    Place place(String kind) {
        return kind.equals("cluster")
                ? new ClusterPlace(
                                program("kubectl"),
                                "prod",
                                "application",
                                "gcloud container clusters get-credentials",
                                List.of(new MongoBackup.Client("rocketchat-server", "rocketchat-server", 1)),
                                PAUSE)
                        .withFiles(
                                Files.isDirectory(folder.resolve("files"))
                                        ? Optional.of("uploads-restore")
                                        : Optional.empty())
                : new HostPlace(
                        program("docker"),
                        "local",
                        "unix:///var/run/docker.sock",
                        List.of("local-rocketchat-0", "local-rocketchat-1"),
                        "rocketchat_restored",
                        PAUSE);
    }

    /** Whether people can chat. */
    boolean chatRuns(String kind) {
        return kind.equals("cluster")
                ? read("deployments.json").path("rocketchat-server").asInt() == 1
                : read("servers.json").path("local-rocketchat-0").asBoolean()
                        && read("servers.json").path("local-rocketchat-1").asBoolean();
    }

    /** From the {@code count}-th call on whose verb is {@code verb}, before or after it was done, the person is not there any more. */
    void leaves(String verb, int count, String moment) {
        write("breaks", List.of(verb, count - 1, moment));
    }

    boolean left() {
        return read("breaks").path(1).asInt() < 0;
    }

    void comesBack() throws IOException {
        Files.deleteIfExists(folder.resolve("breaks"));
    }

    /** Waits for what runs without a caller. */
    void settles() throws IOException, InterruptedException {
        Instant end = Instant.now().plusSeconds(120);
        while (Instant.now().isBefore(end)) {
            boolean busy = false;
            if (Files.isDirectory(folder.resolve("jobs"))) {
                try (var files = Files.list(folder.resolve("jobs"))) {
                    for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                            .toList()) {
                        busy |= !JSON.readTree(file.toFile()).has("condition");
                    }
                }
            }
            if (!busy) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("a Job does not end");
    }

    void write(String file, Object content) {
        try {
            Files.writeString(folder.resolve(file), JSON.writeValueAsString(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode read(String file) {
        try {
            return JSON.readTree(folder.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
