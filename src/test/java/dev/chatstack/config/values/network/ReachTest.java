package dev.chatstack.config.values.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    private final Reach.Check check = new Reach.Check();

    @ParameterizedTest
    @ValueSource(strings = {"10.20.0.0/24:636", "0.0.0.0/0:8448", "n8n.automation.svc:5678", "a.b.svc.cluster.local:1"})
    void acceptsANetworkOrAServiceWithAPort(String reach) {
        assertThat(check.isValid(reach, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.20.0.0/24",
                "10.20.0.1:636",
                "10.20.0.0/24:0",
                "10.20.0.0/24:65536",
                "n8n.automation:5678",
                "example.org:443",
                "*.automation.svc:80",
                "n8n.automation.svc",
                "N8N.automation.svc:80",
                ":80",
                ""
            })
    void refusesWhatNoRuleCanOpen(String reach) {
        assertThat(check.isValid(reach, null)).isFalse();
    }
}
