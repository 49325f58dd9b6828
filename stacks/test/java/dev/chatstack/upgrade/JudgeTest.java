package dev.chatstack.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The judge of upgrades")
class JudgeTest {
    private static final Release MONGODB = release("8.0.26");

    private static Release release(String text) {
        return Release.of(text).orElseThrow();
    }

    @ParameterizedTest(name = "Rocket.Chat {0} to {1} on MongoDB {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            8.9.0  | 8.9.0   | 8.0.26 | FINE         |
            8.9.0  | 8.9.1   | 8.0.26 | FINE         |
            8.6.1  | 8.9.0   | 8.0.26 | FINE         |
            8.9.0  | 9.0.0   | 8.0.26 | FINE         |
            8.5.0  | 9.0.0   | 8.0.26 | FINE         |
            7.11.0 | 8.9.0   | 8.0.26 | FINE         |
            7.10.0 | 7.11.2  | 7.0.37 | FINE         |
            8.9.1  | 8.9.0   | 8.0.26 | DATA_AT_RISK | a downgrade. The database was migrated by 8.9.1 and does not go back
            9.0.0  | 8.9.0   | 8.0.26 | DATA_AT_RISK | Restore a backup that 8.9.0 made
            8.9.0  | 7.11.0  | 8.0.26 | DATA_AT_RISK | does not go back
            9.0.0  | 7.10.0  | 8.0.26 | DATA_AT_RISK | does not go back
            7.10.0 | 9.0.0   | 8.0.26 | REFUSED      | skips a major version. Deploy one after the other: 7.11.x, then 8.9.x, then 9.0.0
            7.11.0 | 9.0.0   | 8.0.26 | REFUSED      | one after the other: 8.9.x, then 9.0.0
            6.12.0 | 8.9.0   | 8.0.26 | REFUSED      | skips a major version
            8.9.0  | 8.10.0  | 8.0.26 | REFUSED      | there is no 8.10. The last of 8 is 8.9
            8.9.0  | 8.99.0  | 8.0.26 | REFUSED      | there is no 8.99
            7.10.0 | 7.40.0  | 8.0.26 | REFUSED      | there is no 7.40. The last of 7 is 7.11
            8.5.0  | 8.6.0   | 7.0.37 | REFUSED      | needs MongoDB 8.0, and 7.0.37 runs. Upgrade MongoDB first
            8.9.0  | 9.0.0   | 7.0.37 | REFUSED      | needs MongoDB 8.0
            7.11.0 | 8.0.0   | 6.0.9  | REFUSED      | needs MongoDB 8.0, and 6.0.9 runs
            7.9.0  | 7.10.0  | 5.0.9  | REFUSED      | needs MongoDB 7.0 or 8.0, and 5.0.9 runs
            8.9.0  | 9.1.0   | 8.0.26 | WARNING      | does not know 9.1 (its table is of 2026-11-20)
            9.0.0  | 10.0.0  | 8.0.26 | WARNING      | does not know 10.0
            9.0.0  | 11.0.0  | 8.0.26 | REFUSED      | skips a major version
            """)
    void judgesRocketChat(String from, String to, String mongodb, Judgement.Verdict verdict, String words) {
        Judgement judgement = Judge.rocketChat(release(from), release(to), Optional.of(release(mongodb)));

        assertThat(judgement.verdict()).as(judgement.words()).isEqualTo(verdict);
        assertThat(judgement.words()).contains(words == null ? "" : words);
    }

    @ParameterizedTest(name = "MongoDB {0} to {1}: {2}")
    @CsvSource({
        "8.0.26, 8.0.27, FINE",
        "8.0.26, 8.2.1, FINE",
        "7.0.41, 8.0.26, FINE",
        "8.0.26, 9.0.0, FINE",
        "7.0.41, 9.0.0, REFUSED",
        "6.0.9, 8.0.26, REFUSED",
        "8.2.1, 8.0.26, DATA_AT_RISK",
        "8.0.26, 7.0.41, DATA_AT_RISK"
    })
    void judgesMongoDb(String from, String to, Judgement.Verdict verdict) {
        assertThat(Judge.mongodb(release(from), release(to)).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "Kubernetes {0} to {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1.35 | 1.35 | FINE    |",
                "1.35 | 1.36 | FINE    |",
                "1.34 | 1.36 | REFUSED | 1.35, then 1.36",
                "1.36 | 1.35 | REFUSED | does not go back"
            })
    void judgesKubernetes(String from, String to, Judgement.Verdict verdict, String words) {
        Judgement judgement = Judge.kubernetes(release(from), release(to));

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.words()).contains(words == null ? "" : words);
    }

    @ParameterizedTest(name = "Tailchat {0} to {1}: {2}")
    @CsvSource({"1.11.10, 1.11.11, FINE", "1.11.10, 1.11.9, DATA_AT_RISK", "1.11.10, 3.0.0, REFUSED"})
    void judgesTailchat(String from, String to, Judgement.Verdict verdict) {
        assertThat(Judge.product("Tailchat", release(from), release(to)).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void readsBothSidesOfAPlan() throws IOException {
        String image = "{\"spec\": [{\"image\": \"registry.rocket.chat/rocketchat/rocket.chat:%s\"}]}";
        String plan = """
                {"resource_changes": [
                  {"type": "kubernetes_deployment_v1", "change": {"before": %s, "after": %s}},
                  {"type": "aws_eks_cluster", "change": {"before": {"version": "1.34"}, "after": {"version": "1.36"}}}]}""".formatted(image.formatted("9.0.0"), image.formatted("8.9.0"));
        var json = new ObjectMapper().readTree(plan);

        assertThat(Versions.of(json, "before").to(Versions.of(json, "after")))
                .extracting(Judgement::verdict)
                .containsExactly(Judgement.Verdict.REFUSED, Judgement.Verdict.DATA_AT_RISK);
        assertThat(new Versions(Map.of("MongoDB", MONGODB)).to(new Versions(Map.of())))
                .isEmpty();
    }

    @Test
    void readsImagesOfAMirror() throws IOException {
        String plan = """
                {"resource_changes": [{"type": "kubernetes_stateful_set_v1", "change": {
                  "before": {"image": "registry.test:5000/m/library/mongo:8.0.26"},
                  "after": {"image": "registry.test:5000/m/percona/mongodb_exporter:0.53.0"}}}]}""";
        var json = new ObjectMapper().readTree(plan);

        assertThat(Versions.of(json, "before").found()).isEqualTo(Map.of("MongoDB", release("8.0.26")));
        assertThat(Versions.of(json, "after").found()).isEmpty();
    }
}
