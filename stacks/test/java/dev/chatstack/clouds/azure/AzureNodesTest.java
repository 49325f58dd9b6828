package dev.chatstack.clouds.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.capacity.nodes.MachineType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Against nodes whose allocatable somebody has published. */
@DisplayName("What is left of a machine")
class AzureNodesTest {
    private static final long MIB = 1L << 20;
    private static final AzureNodes NODES = new AzureNodes();

    @Test
    void onAksIsWhatMicrosoftsExamplesCompute() {
        MachineType eight = new MachineType("eight", 2, 8, 0, 4);
        MachineType four = new MachineType("four", 2, 4, 0, 4);

        // 8 GB and 30 pods keep 650 MB, 4 GB and 70 pods a quarter; the kernel's part comes on top here
        long overhead = 75 * eight.memory() / 1000;
        assertThat(NODES.allocatable(eight, 30).memory()).isEqualTo(eight.memory() - overhead - 750 * MIB);
        assertThat(NODES.allocatable(four, 70).memory())
                .isEqualTo(four.memory() - 75 * four.memory() / 1000 - 1124 * MIB);
        assertThat(NODES.allocatable(four, 30).cpu()).isEqualTo(1900);
    }
}
