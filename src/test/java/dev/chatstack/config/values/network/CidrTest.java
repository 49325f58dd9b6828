package dev.chatstack.config.values.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    private final Cidr.Check check = new Cidr.Check();

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.0/24", "10.0.0.0/8", "192.0.2.1/32", "0.0.0.0/0"})
    void acceptsABlockThatBeginsAtItsNetworkAddress(String cidr) {
        assertThat(check.isValid(cidr, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.1/24",
                "203.0.113.0",
                "2001:db8::/32",
                "10.0.0.0/33",
                "10.0.0/8",
                "010.0.0.0/8",
                "everyone",
                ""
            })
    void refusesWhatOpensSomethingElseThanItSays(String cidr) {
        assertThat(check.isValid(cidr, null)).isFalse();
    }
}
