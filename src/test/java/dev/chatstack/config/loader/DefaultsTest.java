package dev.chatstack.config.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.Problem;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Variants;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The defaults of the settings")
class DefaultsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("settingsWithADefault")
    void meetTheirConstraints(RecordComponent setting) {
        List<Problem> problems = new ArrayList<>();
        ValueBinder values = new ValueBinder(problems, problems, (node, type, path) -> Optional.empty());
        String text = setting.getAnnotation(Default.class).value();

        Optional<Object> value = values.bind(RecordBinder.parse(text), setting.getGenericType(), setting.getName());

        value.ifPresent(found -> Constraints.check(setting.getDeclaringRecord(), setting.getName(), found, "")
                .forEach(mistake -> problems.add(mistake.problem())));
        assertThat(problems).isEmpty();
        assertThat(value.isPresent() || text.startsWith("{"))
                .as("a value, or a block")
                .isTrue();
    }

    static Stream<RecordComponent> settingsWithADefault() {
        Set<Class<?>> records = new LinkedHashSet<>();
        collect(EnvironmentConfig.class, records);
        return records.stream()
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(setting -> setting.isAnnotationPresent(Default.class));
    }

    private static void collect(Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, records));
        } else if (type instanceof Class<?> raw) {
            Variants.of(raw).ifPresent(variants -> variants.types().values().forEach(each -> collect(each, records)));
            if (raw.isRecord() && records.add(raw)) {
                Arrays.stream(raw.getRecordComponents()).forEach(each -> collect(each.getGenericType(), records));
            }
        }
    }
}
