package dev.chatstack.config.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.Problem;
import dev.chatstack.config.setting.Variants;
import dev.chatstack.config.values.FreeText;
import dev.chatstack.testing.Parts;
import dev.chatstack.testing.Setting;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code -Dgolden.update=true} finds combinations for what is missing; without any of them, that takes minutes. */
@DisplayName("Combinations of all parts of environment files")
class EveryCombinationTest {
    private static final Path FILE = Parts.FOLDER.resolve("combinations.yaml");

    @BeforeAll
    static void finds() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            AllPairs known = AllPairs.read(Files.readString(FILE));
            Files.writeString(
                    FILE, known.completed(EveryCombinationTest::mistakes).text());
        }
    }

    @Test
    void areAccepted() {
        assertThat(Parts.combinations())
                .hasSizeGreaterThan(100)
                .allSatisfy(parts -> assertThat(problems(Parts.file(parts))).isEmpty());
    }

    /** A pair that is in none cannot be: {@code never} lists them for review. */
    @Test
    void holdEachPairThatGoesTogether() throws IOException {
        AllPairs pairs = AllPairs.read(Files.readString(FILE));

        assertThat(pairs.missing()).isEmpty();
        assertThat(pairs.rows()).noneMatch(pairs::holdsWhatIsNever);
    }

    @Test
    void holdEverySettingAndEveryKindOfBlock() {
        Set<String> all = new TreeSet<>();
        block(EnvironmentConfig.class, "", all);
        Set<String> said = new HashSet<>();
        Parts.combinations()
                .forEach(parts -> Setting.of(Parts.file(parts)).forEach(setting -> said.add(setting.name())));

        all.removeAll(said);
        // Tailchat cannot be exposed so
        all.removeIf(
                name -> name.matches("chat\\(tailchat\\)\\.exposure\\((haproxy|istioGateway|loadBalancer)\\)\\..*"));
        assertThat(all).isEmpty();
    }

    private static int mistakes(JsonNode file) {
        return problems(file).size();
    }

    /** What is wrong with {@code file}, whose website is that of the project. */
    private static List<String> problems(JsonNode file) {
        SizedSettings asked = SizedSettings.unknown();
        BoundFile bound = BoundFile.of(file, asked);
        SizedSettings sizes = asked.choose(bound.blocks(), Optional.empty());
        if (sizes.areAny()) {
            bound = BoundFile.of(file, sizes);
        }
        List<Problem> problems = new ArrayList<>(bound.problems());
        problems.addAll(EnvironmentRules.check("prod", Path.of("..", "config"), bound.blocks())
                .problems());
        return problems.stream().map(Problem::toString).toList();
    }

    private static void block(Class<?> type, String name, Set<String> all) {
        Variants.of(type)
                .ifPresentOrElse(
                        variants -> {
                            all.add(name + "." + variants.key());
                            variants.types()
                                    .forEach((kind, variant) -> components(variant, name + "(" + kind + ")", all));
                        },
                        () -> components(type, name, all));
    }

    private static void components(Class<?> type, String name, Set<String> all) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = name.isEmpty() ? component.getName() : name + "." + component.getName();
            all.add(path);
            Type inner = component.getGenericType();
            if (inner instanceof ParameterizedType generic) {
                inner = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
                if (generic.getRawType() == List.class) {
                    path += "[]";
                } else if (generic.getRawType() == Map.class) {
                    path += ".*";
                }
            }
            if (inner instanceof Class<?> raw
                    && raw != FreeText.class
                    && (raw.isRecord() || Variants.of(raw).isPresent())) {
                block(raw, path, all);
            }
        }
    }
}
