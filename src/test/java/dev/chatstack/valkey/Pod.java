package dev.chatstack.valkey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One pod of the StatefulSet: a Valkey server and a Sentinel beside it, on one address, with one volume. */
final class Pod {
    private static final int SERVER = 6379;
    private static final int SENTINEL = 26379;

    private final String name;
    private final Supplier<String> password;
    private final Path scripts;
    private final Path folder;
    private final Map<String, String> environment;
    private String address;
    private Started server;
    private Started sentinel;
    private Path sentinelLog;
    private int starts;

    Pod(String name, Supplier<String> password, Path scripts, Path folder, Map<String, String> environment)
            throws IOException {
        this.name = name;
        this.password = password;
        this.scripts = scripts;
        this.folder = Files.createDirectories(folder);
        this.environment = environment;
        Files.createDirectories(folder.resolve("data"));
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    /** From now on the pod has this address; what runs keeps the one it was started with. */
    void movesTo(String newAddress) {
        address = newAddress;
    }

    void start() {
        startSentinel();
        startServer();
    }

    void startServer() {
        server = run("start-valkey.sh", "valkey-" + ++starts + ".log");
    }

    void startSentinel() {
        sentinelLog = folder.resolve("sentinel-" + ++starts + ".log");
        sentinel = run("start-sentinel.sh", sentinelLog.getFileName().toString());
    }

    private Started run(String script, String log, String... arguments) {
        try {
            // an emptyDir, as the kubelet gives it to a new pod
            Path run = Files.createTempDirectory(folder, "run");
            Map<String, String> own = Map.of(
                    "POD_NAME",
                    name,
                    "VALKEY_BIND",
                    address,
                    "VALKEY_DATA",
                    folder.resolve("data").toString(),
                    "VALKEY_RUN",
                    run.toString());
            Map<String, String> all = new HashMap<>(environment);
            all.putAll(own);
            List<String> command =
                    new ArrayList<>(List.of("sh", scripts.resolve(script).toString()));
            command.addAll(List.of(arguments));
            return Started.start(folder.resolve(log), all, command.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts what does not run and thaws what is frozen. */
    void repair() {
        if (!sentinel.process().isAlive()) {
            startSentinel();
        }
        if (!server.process().isAlive()) {
            startServer();
        }
        server.thaw();
    }

    /** Everything in the pod at once, as when its node loses power. */
    void kill() {
        killServer();
        killSentinel();
    }

    void killServer() {
        server.kill();
    }

    void killSentinel() {
        sentinel.kill();
    }

    void freezeServer() {
        server.freeze();
    }

    void thawServer() {
        server.thaw();
    }

    /** What a Sentinel knows is one file on the volume. */
    void loseSentinelState() throws IOException {
        Files.deleteIfExists(folder.resolve("data/sentinel.conf"));
    }

    /** What the kubelet would learn from a probe. */
    boolean passes(String probe) {
        return run("probe.sh", "probe.log", probe).process().onExit().join().exitValue() == 0;
    }

    boolean isMaster() {
        return "master".equals(replication().get("role"));
    }

    boolean followsItsMaster() {
        return "up".equals(replication().get("master_link_status"));
    }

    /** Does the server, asked directly, take a write? */
    boolean acceptsWrites() {
        return ask(SERVER, "SET", "written", "directly").equals("OK");
    }

    /** What this Sentinel answers when it is told to replace the master. */
    String failOver() {
        return ask(SENTINEL, "SENTINEL", "FAILOVER", "mymaster");
    }

    /** Makes the server a master that no Sentinel wants. */
    void revolt() {
        ask(SERVER, "REPLICAOF", "NO", "ONE");
    }

    /** The pod whose server this Sentinel takes for the master; empty when it does not answer. */
    String namedMaster() {
        return ask(SENTINEL, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "mymaster").replaceAll("^\\[([^.]*)\\..*", "$1");
    }

    /** Could this Sentinel replace the master now: does it know both others, and two replicas that it can reach? */
    boolean isPrepared() {
        return others().equals("OK 3 usable Sentinels. Quorum and failover authorization can be reached")
                && replicas().split("flags, slave,", -1).length == 3;
    }

    private String others() {
        return ask(SENTINEL, "SENTINEL", "CKQUORUM", "mymaster");
    }

    private String replicas() {
        return ask(SENTINEL, "SENTINEL", "REPLICAS", "mymaster");
    }

    /** Those of the keys that this server does not have. */
    List<String> missing(List<String> keys) throws IOException {
        List<String> missing = new ArrayList<>();
        try (Resp resp = new Resp(address, SERVER, password.get())) {
            for (String key : keys) {
                if (resp.call("EXISTS", key).equals(0L)) {
                    missing.add(key);
                }
            }
        }
        return missing;
    }

    /** Since it was started last. */
    boolean sentinelLogged(String event) {
        try {
            return Files.readString(sentinelLog).contains(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String condition() {
        return "%s %s %s, its Sentinel: %s, %s, %s"
                .formatted(name, address, replication(), namedMaster(), others(), replicas());
    }

    private Map<String, String> replication() {
        return ask(SERVER, "INFO", "replication")
                .lines()
                .filter(line -> line.matches("(role|master_host|master_link_status|connected_slaves):.*"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')), line -> line.substring(line.indexOf(':') + 1)));
    }

    /** The answer, also when it is a refusal; empty when there is none. */
    private String ask(int port, String... command) {
        try (Resp resp = new Resp(address, port, password.get())) {
            return resp.call(command).toString();
        } catch (Resp.Refused e) {
            return e.getMessage();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
