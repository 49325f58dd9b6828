package dev.chatstack.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.values.FreeText;
import dev.chatstack.testing.ConfigBlocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The generated files next to the environments are those of today's records; {@code -Dgolden.update=true} rewrites them. */
class ConfigReferenceTest {
    private static final Path CONFIG = Path.of("..", "config");

    static Stream<Path> examples() throws IOException {
        return Files.list(Path.of("..", "docs", "examples"));
    }

    static Stream<Path> environments() throws IOException {
        return Files.list(CONFIG).filter(file -> file.toString().endsWith(".yaml"));
    }

    @Test
    void referenceIsUpToDate() throws IOException {
        matches(CONFIG.resolve("README.md"), ConfigReference.generate());
    }

    /** Blocks of the same path are different ones on different clouds. */
    @Test
    void referenceExplainsEverySetting() {
        String reference = ConfigReference.generate();

        assertThat(ConfigBlocks.all())
                .filteredOn(block -> block != FreeText.class)
                .allSatisfy(
                        block -> assertThat(block.getRecordComponents()).allSatisfy(component -> assertThat(reference)
                                .contains("| `" + component.getName() + "` |")
                                .contains(component.getAnnotation(About.class).value())));
    }

    @Test
    void schemaIsUpToDate() throws IOException {
        String schema = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(ConfigSchema.generate());
        matches(CONFIG.resolve("schema.json"), schema + "\n");
    }

    @Test
    void pageOfWhatIsRefusedIsUpToDate() throws IOException {
        matches(Path.of("..", "docs", "refused.md"), RefusedPage.generate());
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everyEnvironmentFitsTheSchemaAndNamesIt(Path file) throws IOException {
        assertThat(validate(Files.readString(file))).isEmpty();
        assertThat(file).content().startsWith("# yaml-language-server: $schema=schema.json\n");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleFitsTheSchema(Path file) throws IOException {
        assertThat(validate(Files.readString(file))).isEmpty();
    }

    @Test
    void schemaRefusesWhatTheLoaderRefuses() throws IOException {
        String file = Files.readString(CONFIG.resolve("gcp-dev.yaml"));

        assertThat(validate(file.replace("members: 3", "member: 3"))).isNotEmpty();
        assertThat(validate(file.replace("members: 3", "members: three"))).isNotEmpty();
        assertThat(validate(file.replace("members: 3", "members: 9"))).isNotEmpty();
        assertThat(validate(file.replace("backend: local", "backend: floppy"))).isNotEmpty();
        assertThat(validate(file.replace("  host: chat.dev.example.org\n", ""))).isNotEmpty();
        assertThat(validate(file.replace("chat.dev.example.org", "Chat room 1.example")))
                .isNotEmpty();
        assertThat(validate(file.replace("[europe-west1-b]", "[europe]"))).isNotEmpty();
    }

    private static List<Error> validate(String yaml) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ConfigSchema.generate());
        return schema.validate(new YAMLMapper().readTree(yaml));
    }

    private static void matches(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, expected);
        }
        assertThat(file).exists().content().isEqualTo(expected);
    }
}
