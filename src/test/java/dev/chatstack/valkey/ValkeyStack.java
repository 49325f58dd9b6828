package dev.chatstack.valkey;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the ChatHub stack runs, run here: three pods and two proxies with the files as shipped, on loopback addresses.
 * Every run has a network of its own below 127/8, so that two runs on one machine do not meet.
 */
final class ValkeyStack implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DOMAIN = "valkey.gic-chathub.svc.cluster.local";

    private final Path resources;
    private final Path folder;
    private final String network;
    private final PodNames names;
    private final Map<String, String> environment;
    private final List<Pod> pods = new ArrayList<>();
    private final Started[] proxies = new Started[2];
    private String password = "Sesame0123456789opensthedoor";
    private int addressesGiven;

    ValkeyStack() throws IOException {
        resources = Path.of(
                        URI.create(getClass().getResource("/valkey/haproxy.cfg").toString()))
                .getParent();
        folder = Files.createTempDirectory("valkey");
        long pid = ProcessHandle.current().pid();
        network = "127.%d.%d.".formatted(64 + pid / 250 % 128, 1 + pid % 250);
        names = new PodNames(folder.resolve("hosts"), network + "1");
        environment = new HashMap<>(Programs.environment(folder.resolve("bin"), folder.resolve("hosts")));
        environment.put("VALKEY_DOMAIN", DOMAIN);
        environment.put("VALKEY_PASSWORD_FILE", folder.resolve("password").toString());
        Files.writeString(folder.resolve("password"), password);
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            String name = "valkey-" + ordinal;
            pods.add(new Pod(name, this::password, resources, folder.resolve(name), environment));
            move(pods.get(ordinal));
        }
    }

    /** Gives the pod another address, as a pod has that was deleted and comes back. */
    void move(Pod pod) {
        pod.movesTo(network + (10 + addressesGiven++));
        names.set(pod.name() + "." + DOMAIN, pod.address());
    }

    void start() {
        pods.forEach(Pod::start);
        IntStream.range(0, proxies.length).forEach(this::startProxy);
    }

    /** What an earlier test left broken shall not break the next. */
    void repair() {
        pods.forEach(Pod::repair);
        IntStream.range(0, proxies.length)
                .filter(number -> !proxies[number].process().isAlive())
                .forEach(this::startProxy);
        settle();
    }

    void startProxy(int number) {
        Map<String, String> own = Map.of(
                "VALKEY_DOMAIN", DOMAIN,
                "VALKEY_PASSWORD", password,
                "LISTEN_ADDRESS", proxy(number),
                "OWN_ADDRESS", proxy(number),
                "NAMESERVER", names.nameserver());
        proxies[number] = Started.start(
                folder.resolve("haproxy-" + number + ".log"),
                own,
                "haproxy",
                "-db",
                "-f",
                resources.resolve("haproxy.cfg").toString());
    }

    void kill() {
        IntStream.range(0, proxies.length).forEach(this::killProxy);
        pods.forEach(Pod::kill);
    }

    void killProxy(int number) {
        proxies[number].kill();
    }

    String proxy(int number) {
        return network + (2 + number);
    }

    List<Pod> pods() {
        return pods;
    }

    String password() {
        return password;
    }

    /** As when someone applied the stack with the next revision of the password: the running programs do not notice. */
    void changePassword() throws IOException {
        password = "Another" + password;
        Files.writeString(folder.resolve("password"), password);
    }

    Pod master() {
        List<Pod> masters = pods.stream().filter(Pod::isMaster).toList();
        if (masters.size() != 1) {
            throw new AssertionError("one server must be master, got " + masters + ": " + this);
        }
        return masters.get(0);
    }

    List<Pod> replicas() {
        Pod master = master();
        return pods.stream().filter(pod -> pod != master).toList();
    }

    /** So that the first pod, the answer of those who know nothing, cannot pass for the right one. */
    void makeAnotherPodThanTheFirstMaster() {
        Pod first = pods.get(0);
        if (master().equals(first)) {
            Await.until("a failover", PATIENCE, () -> first.failOver().equals("OK"), this::toString);
            Await.until("another master", PATIENCE, () -> !first.isMaster(), this::toString);
            settle();
        }
    }

    /** Waits until one is master, two follow it with all data, three Sentinels know it and both proxies lead there. */
    void settle() {
        Await.until("everything is well", PATIENCE, this::isWell, this::toString);
    }

    private boolean isWell() {
        List<Pod> masters = pods.stream().filter(Pod::isMaster).toList();
        return masters.size() == 1
                && pods.stream().filter(Pod::followsItsMaster).count() == 2
                && pods.stream()
                        .allMatch(pod -> pod.namedMaster().equals(masters.get(0).name()))
                && pods.stream().allMatch(Pod::isPrepared)
                && status(0, "/ready") == 200
                && status(1, "/ready") == 200;
    }

    /** What the proxy's status port answers; 0 for nothing. */
    int status(int number, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://" + proxy(number) + ":8404" + path)
                    .toURL()
                    .openConnection();
            connection.setReadTimeout(2000);
            return connection.getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** A value the proxy gives to Prometheus. */
    String metric(int number, String name) {
        try {
            byte[] page = URI.create("http://" + proxy(number) + ":8404/metrics")
                    .toURL()
                    .openStream()
                    .readAllBytes();
            return new String(page, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return "%s; ready: %s %s; logs: %s"
                .formatted(
                        pods.stream().map(Pod::condition).toList(), status(0, "/ready"), status(1, "/ready"), folder);
    }

    @Override
    public void close() {
        kill();
        names.close();
    }
}
