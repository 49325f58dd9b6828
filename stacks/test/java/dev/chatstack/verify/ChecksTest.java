package dev.chatstack.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.live.Answer;
import dev.chatstack.live.DockerHost;
import dev.chatstack.live.Inside;
import dev.chatstack.live.Kubectl;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.live.Outside;
import dev.chatstack.live.ProgramStandIn;
import dev.chatstack.load.StandInChat;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.testing.Program;
import dev.chatstack.verify.cluster.ContainersRun;
import dev.chatstack.verify.cluster.DatabaseRefuses;
import dev.chatstack.verify.cluster.JobSucceeded;
import dev.chatstack.verify.cluster.NoRestarts;
import dev.chatstack.verify.cluster.NodesAsEstimated;
import dev.chatstack.verify.cluster.PodsReady;
import dev.chatstack.verify.cluster.ReplicaSetMembers;
import dev.chatstack.verify.cluster.RestoreProven;
import dev.chatstack.verify.cluster.WorkloadsComplete;
import dev.chatstack.verify.outside.AlertDelivered;
import dev.chatstack.verify.outside.CertificateLasts;
import dev.chatstack.verify.outside.ChatAnswers;
import dev.chatstack.verify.outside.DnsPoints;
import dev.chatstack.verify.outside.MessagesTravel;
import dev.chatstack.verify.outside.MetricAge;
import dev.chatstack.verify.outside.NoAlertFires;
import dev.chatstack.verify.outside.PrometheusApi;
import dev.chatstack.verify.outside.TargetsUp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check passes while all is well, and fails once what it checks is broken. kubectl and the containers are stand-ins. */
@DisplayName("A check of a running environment")
class ChecksTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);
    private static final Environment AWS = ConfigLoader.load(Path.of("..", "config", "aws-prod.yaml"));

    @TempDir
    static Path stacks;

    @TempDir
    Path folder;

    private static Blueprint blueprint = new Blueprint("", List.of());

    @BeforeAll
    static void synthesizes() {
        new Synthesis(List.of(AWS), Optional.empty()).writeTo(stacks);
        blueprint = EnvironmentStacks.read(AWS, stacks);
    }

    /** A cluster in which kubectl gets lists of {@code items}, by the kind. */
    private LiveCluster cluster(Map<String, String> items) throws IOException {
        String[] cases = items.entrySet().stream()
                .map(list -> "\"get " + list.getKey() + " \"*) echo '{\"items\": [" + list.getValue() + "]}'")
                .toArray(String[]::new);
        Path kubectl = ProgramStandIn.of(folder, "kubectl", cases);
        return new LiveCluster(Kubectl.called(kubectl.toString()));
    }

    private static Inside says(String text) {
        return words -> new Answer(0, text, "");
    }

    private static Inside fails(String error) {
        return words -> new Answer(1, "", error);
    }

    private static void passes(Check check) {
        assertThat(check.examine()).extracting(Finding::verdict).isEqualTo(Finding.Verdict.PASSED);
    }

    private static void fails(Check check, String found, String next) {
        Finding finding = check.examine();
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Finding.Verdict.FAILED);
        assertThat(finding.found()).contains(found);
        assertThat(finding.next()).contains(next);
    }

    private static String pod(String name, String ready, String more) {
        return """
            {"metadata": {"name": "%s"}, "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "%s"}],
             "containerStatuses": [{"name": "main", "restartCount": 3 %s}]}}\
            """.formatted(name, ready, more);
    }

    @Test
    void findsPodsThatAreNotReady() throws IOException {
        passes(new PodsReady(cluster(Map.of("pods", pod("chat-1", "True", ""))), "prod", "application"));
        fails(
                new PodsReady(
                        cluster(Map.of(
                                "pods",
                                pod("chat-1", "True", "") + ","
                                        + pod(
                                                "chat-2",
                                                "False",
                                                ", \"state\": {\"waiting\": {\"reason\": \"ImagePullBackOff\"}}"))),
                        "prod",
                        "application"),
                "1 of 2 are not: chat-2 (ImagePullBackOff)",
                "kubectl -n application describe pod chat-2\n./chatstack runbook -e prod PodCrashLooping");
        fails(new PodsReady(cluster(Map.of("pods", "")), "prod", "application"), "no pod", "./chatstack up -e prod");
    }

    @Test
    void findsRestartsOfToday() throws IOException {
        String killed = ", \"lastState\": {\"terminated\": {\"reason\": \"OOMKilled\", \"finishedAt\": \"%s\"}}";
        passes(new NoRestarts(
                cluster(Map.of("pods", pod("chat-1", "True", killed.formatted("2026-11-27T12:00:00Z")))),
                "prod",
                "application",
                NOW));
        fails(
                new NoRestarts(
                        cluster(Map.of("pods", pod("chat-1", "True", killed.formatted("2026-11-29T10:00:00Z")))),
                        "prod",
                        "application",
                        NOW),
                "chat-1/main (OOMKilled at 2026-11-29T10:00:00Z, 3 restarts)",
                "runbook -e prod ProcessRestarting");
    }

    private static String workloads(String type, Function<Integer, Integer> ready) {
        return blueprint.all(type).stream()
                .map(resource -> """
                    {"metadata": {"name": "%s"}, "status": {"readyReplicas": %d}}\
                    """.formatted(resource.name(), ready.apply(resource.number("/spec/replicas", 1))))
                .collect(Collectors.joining(","));
    }

    @Test
    void findsWorkloadsWithTooFewPods() throws IOException {
        String complete = workloads("kubernetes_deployment_v1", wanted -> wanted);
        passes(new WorkloadsComplete(
                cluster(Map.of(
                        "deployments",
                        complete,
                        "statefulsets",
                        workloads("kubernetes_stateful_set_v1", wanted -> wanted))),
                "prod",
                blueprint));
        fails(
                new WorkloadsComplete(
                        cluster(Map.of(
                                "deployments",
                                complete,
                                "statefulsets",
                                workloads("kubernetes_stateful_set_v1", wanted -> wanted - 1))),
                        "prod",
                        blueprint),
                "rocketchat-mongo 2 of 3",
                "./chatstack up -e prod");
        fails(
                new WorkloadsComplete(cluster(Map.of("deployments", complete, "statefulsets", "")), "prod", blueprint),
                "rocketchat-mongo does not exist",
                "./chatstack up -e prod");
    }

    private static String nodes(int count, String ready, String memory) {
        return IntStream.range(0, count)
                .mapToObj(i -> """
                    {"metadata": {"name": "node-%d"}, "status": {"conditions": [{"type": "Ready", "status": "%s"}],
                     "allocatable": {"cpu": "3920m", "memory": "%s"}}}\
                    """.formatted(i, ready, memory))
                .collect(Collectors.joining(","));
    }

    @Test
    void findsNodesThatAreNotReadyMissingOrSmall() throws IOException {
        Capacity capacity = Capacity.of(blueprint, Clouds.of(AWS).nodes());
        passes(new NodesAsEstimated(cluster(Map.of("nodes", nodes(3, "True", "15000Mi"))), "prod", capacity));
        fails(
                new NodesAsEstimated(cluster(Map.of("nodes", nodes(3, "False", "15000Mi"))), "prod", capacity),
                "node-0 is not ready",
                "kubectl describe node node-0");
        fails(
                new NodesAsEstimated(cluster(Map.of("nodes", nodes(2, "True", "15000Mi"))), "prod", capacity),
                "2 nodes, at least 3 are wanted",
                "runbook -e prod NodesAtMaximum");
        fails(
                new NodesAsEstimated(cluster(Map.of("nodes", nodes(3, "True", "9000Mi"))), "prod", capacity),
                "8.8 GiB for pods",
                "estimate -e prod");
    }

    @Test
    void findsMembersThatAreMissingOrWithoutAPrimary() {
        passes(members(says("PRIMARY\n"), says("SECONDARY\n"), says("SECONDARY\n")));
        fails(
                members(says("PRIMARY\n"), says("SECONDARY\n"), fails("connection refused")),
                "mongo-2 connection refused",
                "runbook -e prod MongoDbMemberDown");
        fails(
                members(says("SECONDARY\n"), says("SECONDARY\n"), says("NEITHER\n")),
                "mongo-2 NEITHER",
                "runbook -e prod MongoDbNoPrimary");
    }

    private static Check members(Inside... members) {
        Map<String, Inside> named = new TreeMap<>();
        for (int i = 0; i < members.length; i++) {
            named.put("mongo-" + i, members[i]);
        }
        return new ReplicaSetMembers("prod", named);
    }

    @Test
    void findsABackupThatIsOldSuspendedOrMissing() throws IOException {
        String job =
                "{\"metadata\": {\"name\": \"mongodb-backup\"}, \"spec\": {\"suspend\": %s}, \"status\": {\"lastSuccessfulTime\": \"%s\"}}";
        passes(backup(job.formatted("false", "2026-11-29T11:05:00Z")));
        fails(backup(job.formatted("false", "2026-11-29T07:00:00Z")), "5 hours ago", "runbook");
        fails(backup(job.formatted("true", "2026-11-29T11:05:00Z")), "is suspended", "runbook");
        fails(backup(job.formatted("false", "")), "never succeeded", "runbook");
        fails(backup(""), "does not exist", "runbook");
    }

    private Check backup(String items) throws IOException {
        return new JobSucceeded(
                cluster(Map.of("cronjobs", items)),
                "application",
                "mongodb-backup",
                new Recency(
                        "the newest backup is recent",
                        Duration.ofMinutes(90),
                        "./chatstack runbook -e prod BackupOlderThanRpo",
                        NOW));
    }

    @Test
    void findsABackupOfADockerHostThatIsOld() {
        String answer = "{\"status\": \"success\", \"data\": {\"result\": [{\"value\": [0, \"%d\"]}]}}";
        long now = NOW.instant().getEpochSecond();
        passes(metric(says(answer.formatted(now - 600))));
        fails(metric(says(answer.formatted(now - 8000))), "133 minutes ago", "runbook");
        fails(metric(says("{\"status\": \"success\", \"data\": {\"result\": []}}")), "nothing reports it", "runbook");
        fails(metric(fails("container is not running")), "container is not running", "runbook");
    }

    private static PrometheusApi prometheus(Inside container) {
        return new PrometheusApi(container, PrometheusApi.IN_CLUSTER);
    }

    private static Check metric(Inside prometheus) {
        return new MetricAge(
                prometheus(prometheus), "backup", new Recency("", Duration.ofMinutes(90), "./chatstack runbook", NOW));
    }

    @Test
    void findsThatNoRestoreIsProven() {
        passes(new RestoreProven("prod", says("{\"proven\": true, \"backup\": \"b1\", \"seconds\": 40}")));
        fails(
                new RestoreProven(
                        "prod", words -> new Answer(1, "{\"proven\": false}", "the newest proof is 12 days old")),
                "the newest proof is 12 days old",
                "runbook -e prod RestoreNotProven");
        fails(new RestoreProven("prod", says("{\"proven\": false}")), "", "RestoreNotProven");
    }

    @Test
    void findsMessagesThatDoNotTravel() throws IOException {
        try (StandInChat chat = new StandInChat()) {
            passes(new MessagesTravel("prod", chat.address(), "admin", "right"));
            assertThat(chat.users()).isEmpty();
            fails(new MessagesTravel("prod", chat.address(), "admin", "wrong"), "login: status 400", "logs -e prod");
            chat.forgets = "message 2 ";
            fails(
                    new MessagesTravel("prod", chat.address(), "admin", "right"),
                    "deliveries are missing",
                    "logs -e prod");
            assertThat(chat.groups()).isEmpty();
        }
    }

    @Test
    void findsTargetsThatAreDown() {
        String answer = "{\"status\": \"success\", \"data\": {\"activeTargets\": [{\"health\": \"%s\", \"lastError\":"
                + " \"timeout\", \"labels\": {\"job\": \"mongodb\", \"instance\": \"10.0.0.7:9216\"}}]}}";
        passes(new TargetsUp(prometheus(says(answer.formatted("up"))), "prod"));
        fails(
                new TargetsUp(prometheus(says(answer.formatted("down"))), "prod"),
                "1 of 1 are down: mongodb 10.0.0.7:9216 (timeout)",
                "runbook -e prod TargetDown");
        fails(
                new TargetsUp(prometheus(fails("pods \"prometheus\" not found")), "prod"),
                "not found",
                "PrometheusNotIngesting");
    }

    @Test
    void findsAlertsThatFireAndASilentWatchdog() {
        String alert = "{\"state\": \"firing\", \"labels\": {\"alertname\": \"%s\"}}";
        String answer = "{\"status\": \"success\", \"data\": {\"alerts\": [%s]}}";
        passes(new NoAlertFires(prometheus(says(answer.formatted(alert.formatted("Watchdog")))), "prod"));
        fails(
                new NoAlertFires(
                        prometheus(says(
                                answer.formatted(alert.formatted("Watchdog") + "," + alert.formatted("ChatSlow")))),
                        "prod"),
                "ChatSlow",
                "./chatstack runbook -e prod ChatSlow");
        fails(
                new NoAlertFires(prometheus(says(answer.formatted(""))), "prod"),
                "Watchdog does not fire",
                "runbook -e prod Watchdog");
    }

    @Test
    void findsADatabaseThatAnyoneReaches() {
        passes(new DatabaseRefuses(fails("wget: download timed out"), "mongo-0"));
        fails(
                new DatabaseRefuses(says("It looks like you are trying to access MongoDB over HTTP"), "mongo-0"),
                "Prometheus reached mongo-0:27017",
                "does not enforce network policies");
        assertThat(new DatabaseRefuses(fails("wget: bad address 'mongo-0'"), "mongo-0")
                        .examine()
                        .verdict())
                .isEqualTo(Finding.Verdict.SKIPPED);
    }

    @Test
    void findsATestAlertThatNobodyGets() {
        passes(alert("", "alertmanager_notifications_total{integration=\"email\"} 1\n", 0));
        fails(
                alert("", "alertmanager_notifications_failed_total{integration=\"email\"} 1\n", 0),
                "refused it",
                "AlertsNotDelivered");
        fails(alert("", "", 0), "was not sent", "AlertsNotDelivered");
        fails(alert("", "", 1), "takes no alert", "AlertsNotDelivered");
    }

    private static Check alert(String before, String after, int added) {
        int[] asked = new int[1];
        return new AlertDelivered(
                words -> words[0].equals("amtool")
                        ? new Answer(added, "", "no such command")
                        : new Answer(0, asked[0]++ == 0 ? before : after, ""),
                "prod",
                Duration.ZERO,
                2);
    }

    @Test
    void findsADnsRecordThatIsMissingOrPointsElsewhere() {
        passes(new DnsPoints("localhost", () -> List.of("127.0.0.1")));
        fails(new DnsPoints("localhost", () -> List.of("192.0.2.1")), "127.0.0.1", "Point it at 192.0.2.1");
        fails(new DnsPoints("chat.invalid", () -> List.of("192.0.2.1")), "no name server", "chat.invalid -> 192.0.2.1");
    }

    @Test
    void findsAChatThatDoesNotAnswer() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        int[] code = {200};
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(code[0], -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/api/info";
        Check check = new ChatAnswers("prod", url, new Outside(List.of("--noproxy", "*")));
        passes(check);
        code[0] = 503;
        fails(check, "it says 503", "runbook -e prod ChatDown");
        server.stop(0);
        fails(check, "Failed to connect", "runbook -e prod ChatDown");
    }

    @Test
    void findsContainersThatAreDownIllOrRestarted() throws IOException {
        Environment local = ConfigLoader.load(Path.of("..", "config", "local.yaml"));
        Blueprint containers = new Synthesis(List.of(local), Optional.empty())
                .inTemporaryFolder(folder -> EnvironmentStacks.read(local, folder));
        passes(containers(containers, "running", "healthy", 0));
        fails(containers(containers, "exited", "healthy", 0), "local-mongodb-0: exited", "runbook -e local");
        fails(containers(containers, "paused", "healthy", 0), "local-mongodb-0: paused", "runbook -e local");
        fails(containers(containers, "running", "unhealthy", 0), "local-mongodb-0: unhealthy", "runbook -e local");
        fails(
                containers(containers, "running", "healthy", 4),
                "local-mongodb-0: restarted 4 times",
                "docker logs --tail 50");
        passes(containers(containers, "running", "healthy", 4, "2026-11-28T11:59:59.123456789Z"));
        ProgramStandIn.of(folder, "docker", "never) :");
        fails(new ContainersRun(engine(), "local", containers, NOW), "local-mongodb-0: Error", "runbook -e local");
    }

    private DockerHost engine() {
        return new DockerHost("unix:///x", folder.resolve("docker").toString());
    }

    private Check containers(Blueprint blueprint, String status, String health, int restarts) throws IOException {
        return containers(blueprint, status, health, restarts, "2026-11-28T12:00:01Z");
    }

    private Check containers(Blueprint blueprint, String status, String health, int restarts, String started)
            throws IOException {
        String state = "[{\"State\": {\"Status\": \"%s\", \"StartedAt\": \"" + started
                + "\", \"Health\": {\"Status\": \"%s\"}}, \"RestartCount\": %d}]";
        ProgramStandIn.of(
                folder,
                "docker",
                "*local-mongodb-0) echo '" + state.formatted(status, health, restarts) + "'",
                "*inspect*) echo '" + state.formatted("running", "healthy", 0) + "'");
        return new ContainersRun(engine(), "local", blueprint, NOW);
    }

    @Test
    void findsACertificateThatEndsSoonOrIsOfAnotherHost() throws Exception {
        Path store = folder.resolve("store.p12");
        Program.run(
                        folder,
                        "bash",
                        "-c",
                        System.getProperty("java.home")
                                + "/bin/keytool -genkeypair -alias chat -keyalg EC -storetype PKCS12 -storepass secret"
                                + " -keystore store.p12 -dname CN=localhost -ext SAN=dns:localhost,dns:chat -validity 100")
                .succeeds();
        SSLContext tls = trusting(store);
        try (ServerSocket server =
                tls.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            Thread accepting = new Thread(() -> accept(server));
            accepting.setDaemon(true);
            accepting.start();
            InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", server.getLocalPort());
            Clock today = Clock.systemUTC();
            passes(new CertificateLasts("prod", "localhost", address, tls, today));
            fails(
                    new CertificateLasts("prod", "localhost", address, tls, Clock.offset(today, Duration.ofDays(90))),
                    "in 9 days",
                    "runbook -e prod CertificateExpiring");
            fails(
                    new CertificateLasts("prod", "other.example.org", address, tls, today),
                    "other.example.org",
                    "runbook -e prod CertificateExpiresSoon");
            fails(
                    new CertificateLasts("prod", "localhost", address, SSLContext.getDefault(), today),
                    "",
                    "runbook -e prod CertificateExpiresSoon");
        }
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept()) {
                var unused = socket.getInputStream().read();
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private static SSLContext trusting(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "secret".toCharArray());
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("chat", keys.getCertificate("chat"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    @Test
    void isThereForEveryPromiseOfAnEnvironment() throws IOException {
        List<Check> checks = new Checks(AWS, blueprint, new Checks.More(true, Optional.of("admin"), "x", true), NOW)
                .in(cluster(Map.of()));

        assertThat(checks.stream().map(Check::group).distinct())
                .containsExactly(
                        "pods", "nodes", "database", "backups", "monitoring", "network", "access", "messages", "drill");
        assertThat(checks.stream().map(Check::name))
                .contains(
                        "3 members, one primary",
                        "the newest backup (mongodb-backup) is recent",
                        "a backup was restored on trial",
                        "a signed record proves a restore",
                        "certificate of chat.example.org",
                        "https://chat.example.org/api/info answers");
    }
}
