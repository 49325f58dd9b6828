package dev.chatstack.workload.valkey;

/** What the Sentinel of a pod says; one that does not answer says "". */
record Sentinel(String address, String password) {
    /** The address of the server it takes for the master. */
    String master() {
        return ask("GET-MASTER-ADDR-BY-NAME").replaceAll("^\\[(.*), 6379]$", "$1");
    }

    /** Could it replace the master now: does it know both others, and two replicas that it can reach? */
    boolean isPrepared() {
        return ask("CKQUORUM").startsWith("OK 3 usable Sentinels")
                && ask("REPLICAS").split("flags, slave,", -1).length == 3;
    }

    /** Tells it to replace the master now. */
    boolean failsOver() {
        return ask("FAILOVER").equals("OK");
    }

    private String ask(String command) {
        return Resp.ask(address, 26379, password, "SENTINEL", command, "mymaster");
    }

    @Override
    public String toString() {
        return "Sentinel {master=%s, %s, replicas=%s}".formatted(master(), ask("CKQUORUM"), ask("REPLICAS"));
    }
}
