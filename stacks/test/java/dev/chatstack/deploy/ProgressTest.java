package dev.chatstack.deploy;

import static dev.chatstack.deploy.TerraformStandIn.change;
import static dev.chatstack.deploy.TerraformStandIn.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.change.TerraformPlan;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a person sees of an apply")
class ProgressTest {
    private final List<String> said = new ArrayList<>();
    private final Hands clock = new Hands();
    private Progress progress;

    /** A clock that a test moves. */
    private static final class Hands extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void begins() throws IOException {
        String json = plan(
                change("aws_eks_cluster", "chat", "\"create\"", ""),
                change("kubernetes_deployment_v1", "rocketchat", "\"create\"", "application"));
        progress = new Progress(new TerraformPlan("demo", new ObjectMapper().readTree(json)), clock, said::add);
    }

    private void event(String type, String address) {
        progress.read("{\"type\": \"" + type + "\", \"hook\": {\"resource\": {\"addr\": \"" + address + "\"}}}");
    }

    private void passes(int seconds) {
        clock.now = clock.now.plus(Duration.ofSeconds(seconds));
        progress.beat();
    }

    @Test
    void isSilentAboutWhatIsQuick() {
        event("apply_start", "kubernetes_deployment_v1.rocketchat");
        passes(5);
        event("apply_complete", "kubernetes_deployment_v1.rocketchat");

        assertThat(said).isEmpty();
        assertThat(progress.done()).isEqualTo(1);
    }

    @Test
    void saysWhatIsWaitedForAndSinceWhenNowAndThen() {
        event("apply_start", "aws_eks_cluster.chat");
        passes(15);
        passes(10);
        passes(10);
        passes(90);
        event("apply_complete", "aws_eks_cluster.chat");

        assertThat(said)
                .containsExactly(
                        "0 of 2 done after 25 s. Waiting for aws eks cluster chat (25 s)",
                        "0 of 2 done after 2 min 5 s. Waiting for aws eks cluster chat (2 min 5 s)",
                        "1 of 2 done: aws eks cluster chat took 2 min 5 s");
    }

    @Test
    void countsAReplacedResourceOnce() throws IOException {
        String json = plan(change("docker_container", "delivery", "\"delete\", \"create\"", ""));
        progress = new Progress(new TerraformPlan("demo", new ObjectMapper().readTree(json)), clock, said::add);
        for (String action : List.of("delete", "create")) {
            progress.read("{\"type\": \"apply_complete\", \"hook\": {\"action\": \"" + action
                    + "\", \"resource\": {\"addr\": \"docker_container.delivery\"}}}");
        }

        assertThat(progress.done()).isEqualTo(1);
    }

    @Test
    void keepsWhatIsNoReportOfTerraform() {
        progress.read("panic: runtime error");

        assertThat(progress.others()).containsExactly("panic: runtime error");
    }
}
