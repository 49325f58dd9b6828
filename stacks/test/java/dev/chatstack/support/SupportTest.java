package dev.chatstack.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.live.DockerHost;
import dev.chatstack.live.Kubectl;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.live.ProgramStandIn;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are planted wherever a cluster and a host can show one. kubectl and docker are stand-ins. */
@DisplayName("What is handed to others")
class SupportTest {
    private static final String MONGO = "Zq8vTn3LxW5rKp0dYh7c";
    private static final String ADMIN = "ad\"min\\pass word";
    private static final String SHORT = "k9x2";
    private static final String UNKNOWN = "S3cr3tOfNobody";
    private static final List<String> NAMESPACES = List.of("application");
    private static final Window ALL = new Window(Optional.of("24h"), Optional.of(100), false);

    @TempDir
    Path folder;

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Every line in which one may hide, and what of it must be readable still. */
    private static final Map<String, String> LINES = Map.ofEntries(
            Map.entry("connected to mongodb+srv://chat:" + MONGO + "@mongo.svc/rocketchat", "mongo.svc/rocketchat"),
            Map.entry("as it is " + MONGO + ", in the middle", "in the middle"),
            Map.entry("Base64 " + base64(MONGO) + " end", "end"),
            Map.entry("header " + base64("chat:" + MONGO) + " end", "end"),
            Map.entry("url ?p=" + URLEncoder.encode(ADMIN, StandardCharsets.UTF_8) + "&x=1", "&x=1"),
            Map.entry("json {\"p\": \"" + ADMIN.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}", "json {"),
            Map.entry("short " + SHORT + " end", "short"),
            Map.entry("redis://:" + UNKNOWN + "1@valkey:6379 refused", "@valkey:6379 refused"),
            Map.entry("Authorization: Bearer " + UNKNOWN + "2", "Authorization"),
            Map.entry("{\"password\": \"" + UNKNOWN + "3\", \"user\": \"anna\"}", "anna"),
            Map.entry("SMTP_PASSWORD=" + UNKNOWN + "4 SMTP_HOST=mail.example.org", "mail.example.org"),
            Map.entry("{\\\"resume\\\":\\\"" + UNKNOWN + "5\\\"}", "resume"),
            Map.entry("X-Auth-Token: " + UNKNOWN + "6", "X-Auth-Token"),
            Map.entry("POST /hooks/abcdefghij/" + UNKNOWN + "7 200", "200"),
            Map.entry("https://hooks.slack.com/services/T0/B0/" + UNKNOWN + "8", "hooks.slack.com"),
            Map.entry("GET /file?X-Amz-Signature=" + UNKNOWN + "9&a=b", "&a=b"),
            Map.entry("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0." + UNKNOWN + "10", "token"),
            Map.entry("AKIAIOSFODNN7EXAMPL2 " + "aws_secret_access_key = " + UNKNOWN + "11", "="));

    private static final List<String> PLANTED = List.of(
            MONGO,
            base64(MONGO),
            URLEncoder.encode(ADMIN, StandardCharsets.UTF_8),
            "min\\\\pass",
            SHORT,
            UNKNOWN,
            "AKIAIOSFODNN7EXAMPL2",
            "MIIEvQIBADANBgkq");

    private LiveCluster cluster() throws IOException {
        String secrets = """
                {"items": [
                 {"metadata": {"name": "chat-mongo"}, "type": "Opaque", "data": {"uri": "%s", "username": "%s"}},
                 {"metadata": {"name": "chat-admin"}, "data": {"password": "%s", "code": "%s"}},
                 {"metadata": {"name": "sh.helm.release.v1.x"}, "type": "helm.sh/release.v1", "data": {"release": "AAAA"}}]}""".formatted(
                base64("mongodb://chat:" + MONGO + "@mongo/rocketchat"), base64("chat"), base64(ADMIN), base64(SHORT));
        String pods = """
                {"items": [{"metadata": {"name": "chat-6d5f-x", "ownerReferences": [{"kind": "ReplicaSet", "name": "chat-6d5f"}],
                  "labels": {"pod-template-hash": "6d5f"}, "annotations": {"note": "%s"}},
                 "spec": {"initContainers": [{"name": "wait"}], "containers": [{"name": "chat", "env": [{"name": "MONGO", "value": "mongodb://a:%s@b"}]}]},
                 "status": {"containerStatuses": [{"name": "chat", "restartCount": 2}]}},
                 {"metadata": {"name": "mongodb-backup-29012345-abc", "ownerReferences": [{"kind": "Job", "name": "mongodb-backup-29012345"}]},
                  "spec": {"containers": [{"name": "backup"}]}}]}""".formatted(base64(MONGO), UNKNOWN);
        Files.writeString(folder.resolve("secrets.json"), secrets);
        Files.writeString(folder.resolve("pods.json"), pods);
        Files.write(folder.resolve("chat.log"), LINES.keySet());
        Files.writeString(
                folder.resolve("before.log"),
                "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\nended\n");
        Path kubectl = ProgramStandIn.of(
                folder,
                "kubectl",
                "\"get secrets -o json -n application\") cat secrets.json",
                "\"get pods -o json -n application\" | *\"get pods,\"*) cat pods.json",
                "\"get pods -o json \"*) echo '{\"items\": []}'",
                "*\"logs chat-6d5f-x -c chat --previous\"*) cat before.log",
                "*\"logs chat-6d5f-x -c chat --since=24h --tail=100\") cat chat.log",
                "*\"logs \"*) echo quiet",
                "*events*) echo 'pulled with password=" + UNKNOWN + "'",
                "*) echo 'nothing else'");
        return new LiveCluster(Kubectl.called(kubectl.toString()));
    }

    private Map<String, String> read(Path zip) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> each = file.entries(); each.hasMoreElements(); ) {
                ZipEntry entry = each.nextElement();
                try (InputStream in = file.getInputStream(entry)) {
                    texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    private Archive collected(Masks masks) throws IOException {
        LiveCluster cluster = cluster();
        Archive archive = new Archive(masks);
        new ClusterEvidence(cluster, NAMESPACES).collect(archive);
        ClusterEvidence.logs(archive, Speaker.in(cluster, NAMESPACES), ALL);
        return archive;
    }

    @Test
    void holdsNoSecretThatIsPlantedAnywhere() throws IOException {
        Path zip = folder.resolve("support.zip");
        Archive archive = collected(new Masks(KnownSecrets.in(cluster(), NAMESPACES), Set.of()));
        archive.write(zip);

        String all = String.join("\n", read(zip).values());
        PLANTED.forEach(secret -> assertThat(all).doesNotContain(secret));
        LINES.values().forEach(rest -> assertThat(all).contains(rest));
        assertThat(all).contains("quiet", "ended");
        assertThat(read(zip)).containsKeys("application/events.txt", "logs/application/chat-6d5f-x/chat.previous.log");
        assertThat(read(zip).get("application/secrets.txt")).contains("chat-mongo Opaque [uri, username]");
        assertThat(archive.masked()).isGreaterThan(LINES.size());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
                .isEqualTo("rw-------");
    }

    /** Else the test above proves nothing. */
    @Test
    void wasPlantedWhereItIsLookedFor() throws IOException {
        cluster();
        String all = Files.readString(folder.resolve("chat.log")) + Files.readString(folder.resolve("before.log"));
        assertThat(PLANTED).allMatch(all::contains);
        assertThat(new Masks(Set.of(), Set.of()).mask(all)).contains(MONGO, SHORT);
    }

    @Test
    void isRefusedWhenASecretIsLeft() {
        Path zip = folder.resolve("support.zip");
        // masking one makes the other
        Archive archive = new Archive(new Masks(Set.of("left***right", "middle"), Set.of()));
        archive.add("a/log", "leftmiddleright");

        assertThatThrownBy(() -> archive.write(zip))
                .isInstanceOf(UserError.class)
                .hasMessage("refused: a/log holds what looks like a secret (it begins with le…). Nothing was written");
        assertThat(zip).doesNotExist();
    }

    @Test
    void overwritesNothing() throws IOException {
        Path zip = Files.writeString(folder.resolve("support.zip"), "mine");
        Archive archive = new Archive(new Masks(Set.of(), Set.of()));

        assertThatThrownBy(() -> archive.write(zip))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("exists already");
        assertThat(zip).hasContent("mine");
        assertThat(folder.toFile().list()).containsExactly("support.zip");
    }

    @Test
    void isRefusedWhenTheSecretsCannotBeRead() throws IOException {
        LiveCluster cluster = new LiveCluster(
                Kubectl.called(ProgramStandIn.of(folder, "kubectl", "x) true").toString()));
        assertThatThrownBy(() -> KnownSecrets.in(cluster, NAMESPACES))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("secrets");
    }

    @Test
    void leavesNamesAlone() {
        Masks masks = new Masks(Set.of(), Set.of("chat-licence"));
        assertThat(masks.mask("licenceSecret: chat-licence\nsecret: other-one"))
                .isEqualTo("licenceSecret: chat-licence\nsecret: ***");
        assertThat(masks.found("licenceSecret: chat-licence")).isEmpty();
        assertThat(masks.mask("\"password\": \"${ephemeral.random_password.x.result}\""))
                .contains("ephemeral");
    }

    @Test
    void knowsThePodsOfEachProgram() throws IOException {
        assertThat(Speaker.in(cluster(), NAMESPACES))
                .extracting(Speaker::program, Speaker::place, Speaker::restarts)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("chat", "application/chat-6d5f-x/wait", 0),
                        org.assertj.core.groups.Tuple.tuple("chat", "application/chat-6d5f-x/chat", 2),
                        org.assertj.core.groups.Tuple.tuple(
                                "mongodb-backup", "application/mongodb-backup-29012345-abc/backup", 0));
    }

    @Test
    void comesFromADockerHostToo() throws IOException {
        Path given = Files.createDirectories(folder.resolve("tar/passwords"));
        Files.writeString(given.resolve("mongo-root"), MONGO + "\n");
        Path docker = ProgramStandIn.of(
                folder,
                "docker",
                "*\"cp local-delivery:/passwords -\") tar -C tar -cf - passwords",
                "*\"cp local-delivery:/given -\") tar -C tar -cf - --files-from=/dev/null",
                "*\" ps -a --filter \"*) printf 'local-rocketchat-1\\nlocal-rocketchat-0\\nlocal-haproxy\\n'",
                "*\"logs --since=24h --tail=100 local-rocketchat-0\") echo 'with " + MONGO + "'",
                "*) echo 'nothing else'");
        DockerHost host = new DockerHost("unix:///run/docker.sock", docker.toString());
        Masks masks = new Masks(KnownSecrets.on(host, "local"), Set.of());
        List<Speaker> speakers = Speaker.on(host, "local");

        assertThat(speakers).extracting(Speaker::program).containsExactly("haproxy", "rocketchat", "rocketchat");
        List<String> lines = new ArrayList<>();
        speakers.get(1).log().print(ALL.options(), line -> lines.add(masks.mask(line)));
        assertThat(lines).containsExactly("with ***");
        assertThatThrownBy(() -> KnownSecrets.on(
                        new DockerHost("unix:///x", folder.resolve("none").toString()), "local"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot be read");
    }
}
