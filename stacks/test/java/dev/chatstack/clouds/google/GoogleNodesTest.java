package dev.chatstack.clouds.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatstack.capacity.nodes.MachineType;
import dev.chatstack.capacity.nodes.MachineTypes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Against nodes whose allocatable somebody has published. */
@DisplayName("What is left of a machine")
class GoogleNodesTest {
    private static final long MIB = 1L << 20;
    private static final GoogleNodes NODES = new GoogleNodes();

    @Test
    void onGkeIsWhatANodeReports() {
        MachineType n1Standard4 = new MachineType("n1-standard-4", 4, 15, 0, 127);

        // status of a node in an Istio issue of 2019: allocatable cpu 3920m, memory 12699980Ki
        assertThat(NODES.allocatable(n1Standard4, 30).cpu()).isEqualTo(3920);
        assertThat(NODES.allocatable(n1Standard4, 110).memory()).isCloseTo(12699980L * 1024, within(5 * MIB));
    }

    @Test
    void onGkeIsLittleOfASharedCore() {
        MachineType machine = MachineTypes.find("google", "e2-medium").orElseThrow();

        assertThat(NODES.allocatable(machine, 30).cpu()).isEqualTo(940);
    }
}
