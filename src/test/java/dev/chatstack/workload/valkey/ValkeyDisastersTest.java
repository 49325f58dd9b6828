package dev.chatstack.workload.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
        stack = new ValkeyStack("disasters");
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
            // one proxy asks the Sentinels up to a second later than the other; while the old master is frozen it leads
            // nowhere
            Await.until(
                    "both proxies lead to the new master",
                    ValkeyStack.PATIENCE,
                    () -> stack.proxies().stream().allMatch(Proxy::isReady),
                    stack::toString);

            old.thawServer();
            stack.settle();
            traffic.flows();
            assertThat(traffic.serversSince(resumed, stack.master()))
                    .containsExactly(stack.master().address());
            assertThat(stack.master().valkey().missing(traffic.safeKeys())).isEmpty();
            assertThat(old.valkey().missing(traffic.safeKeys())).isEmpty();
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
            assertThat(traffic.serversSince(resumed, stack.master()))
                    .containsExactly(stack.master().address());
            assertThat(old.valkey().missing(traffic.safeKeys())).isEmpty();
        }
    }

    @Test
    void aNodeMayTakeTheMasterASentinelAndAProxyWithIt() throws Exception {
        Pod old = stack.master();
        try (Traffic traffic = new Traffic(stack, "node")) {
            long since = System.nanoTime();
            old.kill();
            stack.proxies().get(0).kill();
            long resumed = traffic.resumed(old, since);
            assertThat(Duration.ofNanos(resumed - since)).isLessThan(Traffic.RESUMES_WITHIN);

            old.start();
            stack.proxies().get(0).start();
            stack.settle();
            assertThat(traffic.serversSince(resumed, stack.master()))
                    .containsExactly(stack.master().address());
            assertThat(stack.master().valkey().missing(traffic.safeKeys())).isEmpty();
        }
    }

    @Test
    void sentinelsThatLostTheirStateFindTheMasterAndNoClientNotices() throws Exception {
        stack.makeAnotherPodThanTheFirstMaster();
        Pod master = stack.master();
        try (Traffic traffic = new Traffic(stack, "forgetful")) {
            stack.pods().forEach(Pod::killSentinel);
            stack.proxies().forEach(this::awaitThatNoSentinelIsUp);
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

    /** A file of Sentinel that a power cut has left empty, or half. */
    @Test
    void sentinelsWhoseFilesAreDamagedStartAndFindTheMaster() throws Exception {
        stack.makeAnotherPodThanTheFirstMaster();
        Pod master = stack.master();
        double part = 0;
        for (Pod pod : stack.pods()) {
            pod.killSentinel();
            pod.cutSentinelState(part);
            part += 0.3;
            pod.startSentinel();
        }
        stack.settle();
        assertThat(stack.master()).isEqualTo(master);
    }

    @Test
    void aSecondMasterGetsNoClientsAndIsDemoted() throws Exception {
        Pod rebel = stack.replicas().get(0);
        try (Traffic traffic = new Traffic(stack, "rebel")) {
            long since = System.nanoTime();
            rebel.valkey().revolt();
            stack.settle();
            assertThat(stack.master()).isNotEqualTo(rebel);
            assertThat(traffic.serversSince(since, stack.master()))
                    .containsExactly(stack.master().address());
            assertThat(traffic.nobodyWasRefusedSince(since)).isTrue();
            assertThat(rebel.valkey().missing(traffic.safeKeys())).isEmpty();
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
                    () -> stack.proxies().stream().noneMatch(Proxy::isReady)
                            && !master.valkey().acceptsWrites(),
                    stack::toString);
            assertThat(master.valkey().isMaster()).isTrue();
            assertThat(traffic.listenersCutOff()).isEqualTo(2);

            others.forEach(Pod::start);
            stack.settle();
            traffic.flows();
            assertThat(stack.master().valkey().missing(traffic.safeKeys())).isEmpty();
        }
    }

    private void awaitThatNoSentinelIsUp(Proxy proxy) {
        List<String> votes = List.of("sentinels-name-0", "sentinels-name-1", "sentinels-name-2");
        Await.until(
                "the proxy knows that no Sentinel answers",
                ValkeyStack.PATIENCE,
                () -> votes.stream()
                        .allMatch(backend -> proxy.serversUp(backend).equals("0")),
                stack::toString);
    }
}
