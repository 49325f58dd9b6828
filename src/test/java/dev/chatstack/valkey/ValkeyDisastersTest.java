package dev.chatstack.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What else can break, one after the other in one running stack, in any order. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValkeyDisastersTest {
    private ValkeyStack stack;

    @BeforeAll
    void start() throws IOException {
        stack = new ValkeyStack();
        stack.start();
        stack.settle();
    }

    @BeforeEach
    void repair() {
        stack.repair();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void aFrozenMasterIsReplacedAndNobodyTalksToItWhenItThaws() throws Exception {
        Pod old = stack.master();
        try (Traffic traffic = new Traffic(stack, "frozen")) {
            long since = System.nanoTime();
            old.freezeServer();
            long resumed = traffic.resumed(old, since);
            assertThat(Duration.ofNanos(resumed - since)).isLessThan(Traffic.RESUMES_WITHIN);
            assertThat(traffic.listenersCutOff()).isEqualTo(2);

            old.thawServer();
            stack.settle();
            traffic.flows();
            assertThat(traffic.serversSince(resumed))
                    .containsExactly(stack.master().address());
            assertThat(stack.master().missing(traffic.safeKeys())).isEmpty();
            assertThat(old.missing(traffic.safeKeys())).isEmpty();
        }
    }

    /** Back before the Sentinels noticed, and with a file that may lack the last second: it must wait for a successor. */
    @Test
    void aCrashedMasterThatRestartsAtOnceComesBackAsReplica() throws Exception {
        Pod old = stack.master();
        try (Traffic traffic = new Traffic(stack, "crashed")) {
            long since = System.nanoTime();
            old.killServer();
            old.startServer();
            long resumed = traffic.resumed(old, since);
            assertThat(Duration.ofNanos(resumed - since)).isLessThan(Traffic.RESUMES_WITHIN);

            stack.settle();
            assertThat(stack.master()).isNotEqualTo(old);
            assertThat(traffic.serversSince(resumed))
                    .containsExactly(stack.master().address());
            assertThat(old.missing(traffic.safeKeys())).isEmpty();
        }
    }

    @Test
    void aNodeMayTakeTheMasterASentinelAndAProxyWithIt() throws Exception {
        Pod old = stack.master();
        try (Traffic traffic = new Traffic(stack, "node")) {
            long since = System.nanoTime();
            old.kill();
            stack.killProxy(0);
            long resumed = traffic.resumed(old, since);
            assertThat(Duration.ofNanos(resumed - since)).isLessThan(Traffic.RESUMES_WITHIN);

            stack.move(old);
            old.start();
            stack.startProxy(0);
            stack.settle();
            assertThat(traffic.serversSince(resumed))
                    .containsExactly(stack.master().address());
            assertThat(stack.master().missing(traffic.safeKeys())).isEmpty();
        }
    }

    @Test
    void sentinelsThatLostTheirStateFindTheMasterAndNoClientNotices() throws Exception {
        stack.makeAnotherPodThanTheFirstMaster();
        Pod master = stack.master();
        try (Traffic traffic = new Traffic(stack, "forgetful")) {
            stack.pods().forEach(Pod::killSentinel);
            for (int proxy = 0; proxy < 2; proxy++) {
                awaitThatNoSentinelIsUp(proxy);
            }
            traffic.flows();
            for (Pod pod : stack.pods()) {
                pod.loseSentinelState();
                pod.startSentinel();
            }
            stack.settle();
            traffic.flows();
            assertThat(stack.master()).isEqualTo(master);
            assertThat(traffic.listenersCutOff()).isZero();
        }
    }

    @Test
    void aSecondMasterGetsNoClientsAndIsDemoted() throws Exception {
        Pod rebel = stack.replicas().get(0);
        try (Traffic traffic = new Traffic(stack, "rebel")) {
            long since = System.nanoTime();
            rebel.revolt();
            stack.settle();
            assertThat(stack.master()).isNotEqualTo(rebel);
            assertThat(traffic.serversSince(since))
                    .containsExactly(stack.master().address());
            assertThat(traffic.nobodyWasRefusedSince(since)).isTrue();
            assertThat(rebel.missing(traffic.safeKeys())).isEmpty();
        }
    }

    /** What the smaller side of a parted network sees; a master there must not keep its clients. */
    @Test
    void aMasterAloneRefusesWritesAndLosesItsClients() throws Exception {
        Pod master = stack.master();
        List<Pod> others = stack.replicas();
        try (Traffic traffic = new Traffic(stack, "alone")) {
            others.forEach(Pod::kill);
            Await.until(
                    "no master for anyone",
                    Traffic.RESUMES_WITHIN,
                    () -> stack.status(0, "/ready") == 503
                            && stack.status(1, "/ready") == 503
                            && !master.acceptsWrites(),
                    stack::toString);
            assertThat(master.isMaster()).isTrue();
            assertThat(traffic.listenersCutOff()).isEqualTo(2);

            others.forEach(stack::move);
            others.forEach(Pod::start);
            stack.settle();
            traffic.flows();
            assertThat(stack.master().missing(traffic.safeKeys())).isEmpty();
        }
    }

    private void awaitThatNoSentinelIsUp(int proxy) {
        String votes = "haproxy_backend_active_servers{proxy=\"sentinels-name-%d\"}";
        Await.until(
                "proxy %d knows that no Sentinel answers".formatted(proxy),
                ValkeyStack.PATIENCE,
                () -> IntStream.range(0, 3)
                        .allMatch(n -> stack.metric(proxy, votes.formatted(n)).equals("0")),
                stack::toString);
    }
}
