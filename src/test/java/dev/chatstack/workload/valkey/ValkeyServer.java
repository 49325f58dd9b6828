package dev.chatstack.workload.valkey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the server of a pod says when asked directly; one that does not answer is neither this nor that. */
record ValkeyServer(String address, String password) {
    private static final int PORT = 6379;

    boolean isMaster() {
        return "master".equals(replication().get("role"));
    }

    boolean followsItsMaster() {
        return "up".equals(replication().get("master_link_status"));
    }

    boolean acceptsWrites() {
        return ask("SET", "written", "directly").equals("OK");
    }

    /** Becomes a master that no Sentinel wants. */
    void revolt() {
        ask("REPLICAOF", "NO", "ONE");
    }

    /** Those of the keys that this server does not have. */
    List<String> missing(List<String> keys) throws IOException {
        List<String> missing = new ArrayList<>();
        try (Resp resp = new Resp(address, PORT, password)) {
            for (String key : keys) {
                if (resp.call("EXISTS", key).equals(0L)) {
                    missing.add(key);
                }
            }
        }
        return missing;
    }

    private Map<String, String> replication() {
        return ask("INFO", "replication")
                .lines()
                .filter(line -> line.matches("(role|master_host|master_link_status|connected_slaves):.*"))
                .map(line -> line.split(":", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }

    private String ask(String... command) {
        return Resp.ask(address, PORT, password, command);
    }

    @Override
    public String toString() {
        return "server " + replication();
    }
}
