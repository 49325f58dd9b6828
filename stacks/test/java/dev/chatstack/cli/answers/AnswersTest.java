package dev.chatstack.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.chatstack.cli.Running;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import dev.chatstack.verify.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say to programs is what docs/json promises; {@code -Dgolden.update=true} writes the schemas again. */
@DisplayName("--json")
class AnswersTest {
    private static final Path SCHEMAS = Path.of("..", "docs", "json");
    private static final JsonMapper JSON = new JsonMapper();

    static final Map<String, Class<? extends Record>> ANSWERS = Map.of(
            "check", Checked.class,
            "doctor", Examined.class,
            "estimate", Estimated.class,
            "explain", Explained.class,
            "list", Listed.class,
            "status", Verified.class,
            "verify", Verified.class,
            "versions", Versioned.class);

    @TempDir
    Path root;

    private Running chatstack;

    @BeforeEach
    void hasAnEnvironment() throws IOException {
        Files.createDirectory(root.resolve("config"));
        Files.copy(Path.of("..", "config", "gcp-dev.yaml"), root.resolve("config/good.yaml"));
        chatstack = new Running(root);
    }

    @Test
    void theSchemasAreThoseOfTheRecords() throws IOException {
        for (Map.Entry<String, Class<? extends Record>> answer : ANSWERS.entrySet()) {
            Path file = SCHEMAS.resolve(answer.getKey() + ".schema.json");
            String schema = AnswerSchema.of(answer.getKey(), answer.getValue()).toPrettyString() + "\n";
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(SCHEMAS);
                Files.writeString(file, schema);
            }
            assertThat(file).content().isEqualTo(schema);
        }
    }

    @Test
    void everyCommandWithTheOptionHasASchema() {
        assertThat(chatstack.commandsWith("--json"))
                // a plain list of names, which a matrix of CI takes as it is
                .contains("affected")
                .containsAll(ANSWERS.keySet())
                .hasSize(ANSWERS.size() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "list", "estimate", "doctor", "versions", "explain"})
    void aCommandPrintsItsSchemasJsonAndNothingElse(String command) throws IOException {
        if (command.equals("explain")) {
            chatstack.run("synth");
        }
        Running.Answer text = chatstack.run(command, "-e", "good");
        Running.Answer answer = chatstack.run(command, "-e", "good", "--json");

        JsonNode json = fits(command, answer.out());
        assertThat(answer.exitCode())
                .isEqualTo(text.exitCode())
                .isEqualTo(json.path("exitCode").asInt());
        assertThat(json.path("text"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(text.out().lines().toList());
        assertThat(json.path("warnings").get(0).path("path").asText()).isEqualTo("cloud.nodes.spot");
    }

    @Test
    void checkNamesEachProblemWithItsSetting() throws IOException {
        Files.writeString(root.resolve("config/broken.yaml"), "cloud: {}\n");

        Running.Answer answer = chatstack.run("check", "--json");

        JsonNode json = fits("check", answer.out());
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("broken.yaml");
        assertThat(json.path("environments"))
                .extracting(one -> one.path("environment").asText() + " "
                        + one.path("verdict").asText())
                .containsExactlyInAnyOrder("good ok", "broken refused");
        assertThat(json.path("problems")).anySatisfy(problem -> {
            assertThat(problem.path("environment").asText()).isEqualTo("broken");
            assertThat(problem.path("path").asText()).isEqualTo("cloud.provider");
            assertThat(problem.path("message").asText()).startsWith("is required");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "estimate", "explain", "status", "verify", "versions", "doctor"})
    void aCommandThatCannotAnswerSaysWhyInJsonToo(String command) throws IOException {
        Running.Answer answer = chatstack.run(command, "-e", "nothing", "--json");

        JsonNode json = fits(command, answer.out());
        assertThat(json.path("exitCode").asInt()).isEqualTo(2).isEqualTo(answer.exitCode());
        assertThat(json.at("/problems/0/message").asText()).startsWith("no environment `nothing`");
        assertThat(answer.err()).contains("no environment `nothing`");
    }

    @Test
    void explainNamesChangesAndMoney() throws IOException {
        chatstack.run("synth");
        Path file = root.resolve("config/good.yaml");
        Files.writeString(file, Files.readString(file).replace("volume: 20Gi", "volume: 40Gi\n  memory: 4Gi"));

        JsonNode json =
                fits("explain", chatstack.run("explain", "-e", "good", "--json").out());

        assertThat(json.at("/verdict/worst").asText()).isEqualTo("restart");
        assertThat(json.at("/against/kind").asText()).isEqualTo("folder");
        assertThat(json.path("changes")).anySatisfy(change -> {
            assertThat(change.path("name").asText()).isEqualTo("rocketchat-mongo");
            assertThat(change.at("/impact/severity").asText()).isEqualTo("restart");
        });
        assertThat(json.at("/forecast/cost/usdMonthlyMore").asDouble()).isBetween(9.0, 11.0);
    }

    /** Nothing runs here that could be verified. */
    @ParameterizedTest
    @ValueSource(strings = {"status", "verify"})
    void whatWasVerifiedFitsToo(String command) throws IOException {
        Report report = Report.of(
                "good",
                List.of(
                        check(Finding.passed("3 members")),
                        check(Finding.failed("a pod is Pending", "kubectl get pods")),
                        check(Finding.skipped("no certificate"))),
                result -> {});

        JsonNode json = fits(
                command,
                Json.of(
                        new Envelope(Json.FORMAT, command, 2, List.of(), List.of(), List.of()),
                        Verified.of(ConfigLoader.load(root.resolve("config/good.yaml")), report)));

        assertThat(json.path("verdict").asText()).isEqualTo("failed");
        assertThat(json.at("/checks/1/next").asText()).isEqualTo("kubectl get pods");
    }

    private static Check check(Finding finding) {
        return new Check() {
            @Override
            public String group() {
                return "group";
            }

            @Override
            public String name() {
                return "name";
            }

            @Override
            public Finding examine() {
                return finding;
            }
        };
    }

    /** The schema lets fields be added later; here none may be in it that the schema does not name. */
    private static JsonNode fits(String command, String printed) throws IOException {
        ObjectNode schema = (ObjectNode)
                JSON.readTree(SCHEMAS.resolve(command + ".schema.json").toFile());
        schema.findParents("properties").stream()
                .map(ObjectNode.class::cast)
                .filter(object -> object.path("type").asText().equals("object"))
                .forEach(object -> object.put("additionalProperties", false));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema.toString())
                        .validate(printed, InputFormat.JSON))
                .isEmpty();
        return JSON.readTree(printed);
    }
}
