package dev.chatstack.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {
    /** The ends are those that Rocket.Chat publishes for 500 and 5,000 people. */
    @ParameterizedTest
    @CsvSource({"1, 4, 20", "500, 4, 20", "501, 5, 21", "2750, 10, 50", "5000, 16, 80", "20000, 16, 80"})
    void drawsALineBetweenThePublishedSizesOfMongoDb(int users, int gib, int volumeGib) {
        assertThat(new Sizing(users).mongoGib()).isEqualTo(gib);
        assertThat(new Sizing(users).mongoVolumeGib()).isEqualTo(volumeGib);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1", "250, 2, 1", "251, 2, 2", "1000, 2, 4", "2001, 3, 9", "100000, 100, 20"})
    void countsServersByThePeople(int users, int servers, int monoliths) {
        assertThat(new Sizing(users).servers()).isEqualTo(servers);
        assertThat(new Sizing(users).monoliths()).isEqualTo(monoliths);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1000, 2", "1001, 3", "5000, 10"})
    void holdsFiveHundredConnectionsInAPodAndNeverHasASingleOne(int users, int pods) {
        assertThat(Sizing.ddpStreamers(users)).isEqualTo(pods);
    }

    @Test
    void saysWhereRocketChatAsksForMicroservicesAndWhereItPublishesNothing() {
        assertThat(new Sizing(500).isForMicroservices()).isFalse();
        assertThat(new Sizing(501).isForMicroservices()).isTrue();
        assertThat(new Sizing(5000).isBeyondGuidance()).isFalse();
        assertThat(new Sizing(5001).isBeyondGuidance()).isTrue();
    }
}
