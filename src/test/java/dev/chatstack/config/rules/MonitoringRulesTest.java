package dev.chatstack.config.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.testing.EnvironmentFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rules for monitoring")
class MonitoringRulesTest {
    private static final String OPEN = "monitoring:\n  dashboardAccess: [203.0.113.0/24]\n";
    private static final String SIGN_IN = """
          grafana:
            url: https://grafana.example.org:3000
            signIn:
              secret: oidc
              authorizeUrl: https://id.example.org/authorize
              tokenUrl: https://id.example.org/token
              userUrl: https://id.example.org/userinfo
              admins: [ada@example.org]
        """;

    @Test
    void keepsDashboardsInsideWhenNothingIsSaid() {
        assertThat(with("monitoring: {}\n")
                        .load()
                        .config()
                        .monitoring()
                        .orElseThrow()
                        .dashboardAccess())
                .isEmpty();
    }

    @Test
    void opensGrafanaInProductionOnlyWithTlsAndSignIn() {
        for (EnvironmentFile file : new EnvironmentFile[] {with(OPEN), with(OPEN + SIGN_IN)}) {
            assertThatThrownBy(file::load)
                    .hasMessageContaining(
                            "monitoring.dashboardAccess: must be left out unless monitoring.grafana has tlsSecret and signIn");
        }
        EnvironmentFile safe = with(OPEN + SIGN_IN + "    tlsSecret: grafana-tls\n");
        assertThat(safe.load().config().monitoring().orElseThrow().dashboardAccess())
                .containsExactly("203.0.113.0/24");
        assertThat(with("production: false\n" + OPEN).load().config().monitoring())
                .isPresent();
    }

    private static EnvironmentFile with(String more) {
        return new EnvironmentFile(EnvironmentFile.AWS.text() + more);
    }
}
