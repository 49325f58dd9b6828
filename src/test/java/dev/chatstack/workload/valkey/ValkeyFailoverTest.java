package dev.chatstack.workload.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The shipped files, run by the real programs, lose their master. {@link ValkeyDisastersTest} breaks the rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValkeyFailoverTest {
    private ValkeyStack stack;
    private CommandLines commandLines;

    @BeforeAll
    void startTheFirstTime() throws IOException {
        stack = new ValkeyStack("failover");
        commandLines = new CommandLines(stack.password());
        stack.start();
        stack.settle();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void aLostMasterIsReplacedAndComesBackAsReplicaWithAllData() throws Exception {
        Pod old = stack.master();
        assertThat(old).as("master of a new cluster").hasToString("valkey-0");
        try (Traffic traffic = new Traffic(stack, "lost")) {
            long since = System.nanoTime();
            old.killServer();
            long resumed = traffic.resumed(old, since);
            assertThat(Duration.ofNanos(resumed - since)).isLessThan(Traffic.RESUMES_WITHIN);
            assertThat(traffic.listenersCutOff()).isEqualTo(2);

            old.startServer();
            stack.settle();
            traffic.flows();
            assertThat(traffic.serversSince(resumed, stack.master()))
                    .containsExactly(stack.master().address());
            assertThat(stack.master().valkey().missing(traffic.safeKeys())).isEmpty();
            assertThat(old.valkey().missing(traffic.safeKeys())).isEmpty();
        }
        assertThat(commandLines.thatShowThePassword()).isEmpty();
    }

    @Test
    void theProbesTellWellFromBroken() {
        Pod replica = stack.replicas().get(0);
        assertThat(replica.passes("valkey-alive")).isTrue();
        assertThat(replica.passes("valkey-ready")).isTrue();
        assertThat(replica.passes("sentinel-alive")).isTrue();
        assertThat(replica.passes("sentinel-ready")).isTrue();

        replica.freezeServer();
        assertThat(replica.passes("valkey-alive")).isFalse();
        assertThat(replica.passes("valkey-ready")).isFalse();
        replica.thawServer();

        replica.killSentinel();
        assertThat(replica.passes("sentinel-alive")).isFalse();
        assertThat(replica.passes("sentinel-ready")).isFalse();
        replica.startSentinel();
        stack.settle();
    }

    @Test
    void bothProxiesAnswerProbesAndPrometheus() {
        for (Proxy proxy : stack.proxies()) {
            assertThat(proxy.status("/alive")).isEqualTo(200);
            assertThat(proxy.status("/ready")).isEqualTo(200);
            assertThat(proxy.status("/stats")).isEqualTo(200);
            assertThat(proxy.serversUp("valkey")).isEqualTo("1");
        }
    }
}
