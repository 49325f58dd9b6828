package dev.chatstack.capacity.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Against nodes whose allocatable somebody has published. */
@DisplayName("What is left of a machine")
class ReservationTest {
    private static final long MIB = 1L << 20;

    @Test
    void reservesOnGkeWhatANodeReports() {
        MachineType n1Standard4 = new MachineType("n1-standard-4", 4, 15, 0, 127);

        // status of a node in an Istio issue of 2019: allocatable cpu 3920m, memory 12699980Ki
        assertThat(Reservation.GOOGLE.cpu(n1Standard4)).isEqualTo(3920);
        assertThat(Reservation.GOOGLE.memory(n1Standard4, 110)).isCloseTo(12699980L * 1024, within(5 * MIB));
    }

    @Test
    void reservesLittleOfASharedCoreOnGke() {
        MachineType machine = MachineTypes.find("google", "e2-medium").orElseThrow();

        assertThat(Reservation.GOOGLE.cpu(machine)).isEqualTo(940);
    }

    @Test
    void reservesOnEksNeverMoreThanANodeReports() {
        MachineType machine = MachineTypes.find("aws", "m5.xlarge").orElseThrow();

        // status of such a node: allocatable cpu 3920m, memory 14880156Ki with 58 pods, of 15896988Ki that its kernel
        // left
        assertThat(Reservation.AWS.cpu(machine)).isEqualTo(3920);
        assertThat(Reservation.AWS.memory(machine, 58))
                .isLessThanOrEqualTo(14880156L * 1024)
                .isGreaterThan(14880156L * 1024 * 95 / 100);
        assertThat(15896988L * 1024 - 14880156L * 1024).isEqualTo((255 + 58 * 11 + 100) * MIB);
    }

    @Test
    void reservesOnEksByTheNumberOfPods() {
        MachineType machine = MachineTypes.find("aws", "t3.medium").orElseThrow();

        assertThat(Reservation.AWS.memory(machine, 17) - Reservation.AWS.memory(machine, 50))
                .isEqualTo(33 * 11 * MIB);
    }

    @Test
    void reservesOnAksWhatMicrosoftsExamplesCompute() {
        MachineType eight = new MachineType("eight", 2, 8, 0, 4);
        MachineType four = new MachineType("four", 2, 4, 0, 4);

        // 8 GB and 30 pods keep 650 MB, 4 GB and 70 pods a quarter; the kernel's part comes on top here
        long overhead = 75 * eight.memory() / 1000;
        assertThat(Reservation.AZURE.memory(eight, 30)).isEqualTo(eight.memory() - overhead - 750 * MIB);
        assertThat(Reservation.AZURE.memory(four, 70))
                .isEqualTo(four.memory() - 75 * four.memory() / 1000 - 1124 * MIB);
        assertThat(Reservation.AZURE.cpu(four)).isEqualTo(1900);
    }
}
