package dev.chatstack.workload.valkey;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ChatHub stack runs, run here: three pods and two proxies with the files as shipped, on loopback addresses.
 * Every run has its own network below 127/8, so that two runs on one machine do not meet.
 */
final class ValkeyStack implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path resources =
            Path.of(URI.create(getClass().getResource("/valkey").toString()));
    private final Path folder;
    private final String path;
    private final String network;
    private final List<Pod> pods = new ArrayList<>();
    private final List<Proxy> proxies = new ArrayList<>();
    private String password = "Sesame0123456789opensthedoor";
    private int addressesGiven;
    private int patience = 60;

    /** Its files, among them what every program logged, are in the build folder, below {@code name}. */
    ValkeyStack(String name) throws IOException {
        Path runs = Path.of("../target/valkey-runs").toAbsolutePath().normalize();
        folder = Files.createTempDirectory(Files.createDirectories(runs), name + "-");
        path = Programs.path(folder.resolve("bin"));
        Files.writeString(folder.resolve("password"), password);
        long pid = ProcessHandle.current().pid();
        network = "127.%d.%d.".formatted(64 + pid / 250 % 128, 1 + pid % 250);
        for (int number = 0; number < 2; number++) {
            proxies.add(new Proxy(this, nextAddress(), folder.resolve("haproxy-" + number + ".log")));
        }
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            Pod pod = new Pod("valkey-" + ordinal, this, folder.resolve("valkey-" + ordinal));
            pods.add(pod);
            pod.movesTo(nextAddress());
        }
    }

    private String nextAddress() {
        return network + (++addressesGiven);
    }

    /** As when someone deleted the Services of the pods and made them anew. */
    void giveAllPodsOtherAddresses() {
        pods.forEach(pod -> pod.movesTo(nextAddress()));
    }

    /** As when someone applied the stack with the next revision of the password: the running programs do not notice. */
    void changePassword() throws IOException {
        password = "Another" + password;
        Files.writeString(folder.resolve("password"), password);
    }

    String password() {
        return password;
    }

    String resource(String name) {
        return resources.resolve(name).toString();
    }

    /** What every container of the stack is given. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", path);
        environment.put("VALKEY_PASSWORD_FILE", folder.resolve("password").toString());
        environment.put("VALKEY_PATIENCE", "" + patience);
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            environment.put("VALKEY_" + ordinal, pods.get(ordinal).address());
        }
        return environment;
    }

    /** For how many seconds a server that starts waits for its master. */
    void waitsForTheMaster(int seconds) {
        patience = seconds;
    }

    List<Pod> pods() {
        return pods;
    }

    List<Proxy> proxies() {
        return proxies;
    }

    Pod master() {
        List<Pod> masters = masters();
        if (masters.size() != 1) {
            throw new AssertionError("one server must be master, got " + masters + ": " + this);
        }
        return masters.get(0);
    }

    private List<Pod> masters() {
        return pods.stream().filter(pod -> pod.valkey().isMaster()).toList();
    }

    List<Pod> replicas() {
        Pod master = master();
        return pods.stream().filter(pod -> pod != master).toList();
    }

    void start() {
        pods.forEach(Pod::start);
        proxies.forEach(Proxy::start);
    }

    void kill() {
        proxies.forEach(Proxy::kill);
        pods.forEach(Pod::kill);
    }

    /** What an earlier test left broken shall not break the next. */
    void repair() {
        pods.forEach(Pod::repair);
        proxies.forEach(Proxy::repair);
        settle();
    }

    /** So that the first pod, the answer of those who know nothing, cannot pass for the right one. */
    void makeAnotherPodThanTheFirstMaster() {
        Pod first = pods.get(0);
        if (master().equals(first)) {
            Await.until("a failover", PATIENCE, () -> first.sentinel().failsOver(), this::toString);
            Await.until("another master", PATIENCE, () -> !first.valkey().isMaster(), this::toString);
            settle();
        }
    }

    /** Waits until one is master, two follow it with all data, three Sentinels know it and both proxies lead there. */
    void settle() {
        Await.until("everything is well", PATIENCE, this::isWell, this::toString);
    }

    private boolean isWell() {
        List<Pod> masters = masters();
        return masters.size() == 1
                && pods.stream().filter(pod -> pod.valkey().followsItsMaster()).count() == 2
                && pods.stream()
                        .allMatch(pod ->
                                pod.sentinel().master().equals(masters.get(0).address()))
                && pods.stream().allMatch(pod -> pod.sentinel().isPrepared())
                && proxies.stream().allMatch(Proxy::isReady);
    }

    @Override
    public String toString() {
        List<String> said = pods.stream()
                .map(pod -> "%s %s %s %s".formatted(pod, pod.address(), pod.valkey(), pod.sentinel()))
                .toList();
        return "%s %s; logs in %s".formatted(said, proxies, folder);
    }

    @Override
    public void close() {
        kill();
    }
}
