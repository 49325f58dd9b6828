package dev.chatstack.config.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.Environment;
import dev.chatstack.config.MeshConfig;
import dev.chatstack.config.Problem;
import dev.chatstack.testing.EnvironmentFile;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The end of a release's support")
class SupportRulesTest {
    @Test
    void isSaidThreeMonthsBeforeAndAfterIt() {
        assertThat(warnings("8.6.1", "2026-11-02T12:00:00Z")).isEmpty();
        assertThat(warnings("8.6.1", "2026-11-03T12:00:00Z"))
                .containsExactly(
                        "chat.version: support of Rocket.Chat 8.6 ends on 2027-01-31; upgrade; without support, push notifications and the marketplace stop as well");
        assertThat(warnings("8.6.1", "2027-02-01T12:00:00Z"))
                .singleElement()
                .asString()
                .contains("ended on 2027-01-31");
    }

    @Test
    void ofALongTermReleaseIsAYearAway() {
        assertThat(warnings("8.9.0", "2027-08-02T12:00:00Z")).isEmpty();
        assertThat(warnings("8.9.0", "2027-11-01T12:00:00Z")).hasSize(1);
    }

    @Test
    void ofAnUnknownReleaseIsNotGuessed() {
        assertThat(warnings("9.4.0", "2028-01-01T12:00:00Z")).isEmpty();
    }

    @Test
    void ofTheDatabaseIsSaidToo() {
        assertThat(warnings("9.4.0", "2029-10-01T12:00:00Z"))
                .containsExactly("mongodb: support of MongoDB 8.0 ends on 2029-10-31; update chatstack");
    }

    /** AKS has 1.37, and Istio's makers have not tried it. */
    @Test
    void ofAMeshDependsOnTheVersionOfKubernetes() {
        assertThat(onAzure("1.36", MeshConfig.class)).isEmpty();
        assertThat(onAzure("1.37")).isEmpty();
        assertThat(onAzure("1.37", MeshConfig.class))
                .containsExactly(
                        "cloud.kubernetesVersion: the makers of Istio 1.31 support it on Kubernetes 1.32, 1.33,"
                                + " 1.34, 1.35, 1.36, not on 1.37: choose one of these");
    }

    private static List<String> onAzure(String kubernetes, Class<?>... blocks) {
        Environment environment = EnvironmentFile.shipped("azure-prod")
                .replace("kubernetesVersion: \"1.36\"", "kubernetesVersion: \"" + kubernetes + "\"")
                .load();
        Findings findings = new Findings();
        SupportRules.check(
                new Blocks(List.of(environment.config().cloud()), Set.of(blocks), true),
                Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC),
                findings);
        return findings.warnings().stream().map(Problem::toString).toList();
    }

    private static List<String> warnings(String version, String now) {
        Environment environment = EnvironmentFile.AWS
                .replace("version: 8.9.0", "version: " + version)
                .load();
        Findings findings = new Findings();
        Blocks blocks = new Blocks(List.of(environment.config().chat()), Set.of(), true);
        SupportRules.check(blocks, Clock.fixed(Instant.parse(now), ZoneOffset.UTC), findings);
        return findings.warnings().stream().map(Problem::toString).toList();
    }
}
