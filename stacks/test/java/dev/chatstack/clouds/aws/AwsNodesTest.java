package dev.chatstack.clouds.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.capacity.nodes.MachineType;
import dev.chatstack.capacity.nodes.MachineTypes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Against nodes whose allocatable somebody has published. */
@DisplayName("What is left of a machine")
class AwsNodesTest {
    private static final long MIB = 1L << 20;
    private static final AwsNodes NODES = new AwsNodes();

    @Test
    void onEksIsNeverMoreThanANodeReports() {
        MachineType machine = MachineTypes.find("aws", "m5.xlarge").orElseThrow();

        // status of such a node: allocatable cpu 3920m, memory 14880156Ki with 58 pods, of 15896988Ki that its kernel
        // left
        assertThat(NODES.allocatable(machine, 30).cpu()).isEqualTo(3920);
        assertThat(NODES.allocatable(machine, 58).memory())
                .isLessThanOrEqualTo(14880156L * 1024)
                .isGreaterThan(14880156L * 1024 * 95 / 100);
        assertThat(15896988L * 1024 - 14880156L * 1024).isEqualTo((255 + 58 * 11 + 100) * MIB);
    }

    @Test
    void onEksDependsOnThePods() {
        MachineType machine = MachineTypes.find("aws", "t3.medium").orElseThrow();

        assertThat(NODES.allocatable(machine, 17).memory()
                        - NODES.allocatable(machine, 50).memory())
                .isEqualTo(33 * 11 * MIB);
    }
}
