package dev.chatstack.workload.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Everything stops and starts again. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValkeyRestartTest {
    private ValkeyStack stack;

    @BeforeAll
    void start() throws IOException {
        stack = new ValkeyStack("restart");
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

    /** The hard case: the first pod stopped before the others and lacks writes; the last master returns as the last. */
    @Test
    void aFullRestartWaitsForTheLastMasterAndKeepsAllData() throws Exception {
        stack.makeAnotherPodThanTheFirstMaster();
        Pod first = stack.pods().get(0);
        Pod master = stack.master();
        List<Pod> replicas = stack.replicas();
        List<String> written;
        try (Traffic traffic = new Traffic(stack, "restart")) {
            first.kill();
            traffic.flows();
            written = traffic.safeKeys();
        }
        stack.kill();
        stack.giveAllPodsOtherAddresses();
        stack.proxies().forEach(Proxy::start);
        replicas.forEach(Pod::start);
        Await.until(
                "the Sentinels find nobody to promote",
                ValkeyStack.PATIENCE,
                () -> replicas.stream().anyMatch(pod -> pod.sentinelLogged("-failover-abort-no-good-slave")),
                stack::toString);
        master.start();
        stack.settle();
        assertThat(stack.master()).isEqualTo(master);
        for (Pod pod : stack.pods()) {
            assertThat(pod.valkey().missing(written)).as("missing at " + pod).isEmpty();
        }
    }

    /** A power cut that the disk of the master did not survive: the others, who have everything, must not copy nothing from it. */
    @Test
    void aMasterWhoseVolumeIsLostDoesNotEmptyTheOthers() throws Exception {
        Pod master = stack.master();
        List<String> written;
        try (Traffic traffic = new Traffic(stack, "volume")) {
            traffic.flows();
            written = traffic.safeKeys();
        }
        stack.kill();
        master.loseVolume();
        stack.waitsForTheMaster(8);
        stack.start();
        stack.settle();
        stack.waitsForTheMaster(60);
        assertThat(stack.master()).isNotEqualTo(master);
        for (Pod pod : stack.pods()) {
            assertThat(pod.valkey().missing(written)).as("missing at " + pod).isEmpty();
        }
    }

    @Test
    void aNewPasswordTakesEffectWithARestartOfEverything() throws Exception {
        try (Traffic traffic = new Traffic(stack, "password")) {
            String old = stack.password();
            stack.changePassword();
            stack.kill();
            stack.start();
            stack.settle();
            traffic.flows();
            assertThat(stack.master().valkey().missing(traffic.safeKeys())).isEmpty();
            assertThatThrownBy(() -> new Resp(stack.proxies().get(0).address(), 6379, old))
                    .hasMessageContaining("WRONGPASS");
        }
    }

    /** Servers with different passwords refuse each other. */
    @Test
    void aNewPasswordThatReachedOnePodOnlyIsSetByTheSameCommandAgain() throws Exception {
        try (Traffic traffic = new Traffic(stack, "half")) {
            Pod first = stack.replicas().get(0);
            stack.changePassword();
            first.kill();
            first.start();
            traffic.flows();

            stack.kill();
            stack.start();
            stack.settle();
            traffic.flows();
            assertThat(stack.master().valkey().missing(traffic.safeKeys())).isEmpty();
        }
    }
}
