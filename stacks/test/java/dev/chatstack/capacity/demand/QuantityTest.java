package dev.chatstack.capacity.demand;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {
    @Test
    void readsWhatKubernetesWrites() {
        assertThat(Quantity.milliCpu("500m")).isEqualTo(500);
        assertThat(Quantity.milliCpu("0.5")).isEqualTo(500);
        assertThat(Quantity.milliCpu("2")).isEqualTo(2000);
        assertThat(Quantity.bytes("512Mi")).isEqualTo(512L << 20);
        assertThat(Quantity.bytes("1.5Gi")).isEqualTo(3L << 29);
        assertThat(Quantity.bytes("10M")).isEqualTo(10_000_000);
        assertThat(Quantity.bytes("1024")).isEqualTo(1024);
    }
}
