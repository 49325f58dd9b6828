package dev.chatstack.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.SecretKeys;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Secrets that a person makes")
class OwnSecretTest {
    @Test
    void marksEverySettingThatNamesASecret() {
        List<String> unmarked = new ArrayList<>();
        List<String> marked = new ArrayList<>();
        for (Class<?> record : records(EnvironmentConfig.class, new LinkedHashSet<>())) {
            for (RecordComponent component : record.getRecordComponents()) {
                About about = component.getAnnotation(About.class);
                boolean named = about != null && about.value().matches(".*name of (a|the) Secret .*");
                if (named) {
                    String setting = record.getSimpleName() + "." + component.getName();
                    (component.isAnnotationPresent(SecretKeys.class) ? marked : unmarked).add(setting);
                }
            }
        }

        // asked for in every namespace with pods: ClusterSecretsTest
        assertThat(unmarked)
                .containsExactlyInAnyOrder(
                        "ImagesConfig.pullSecret", "CaBundleConfig.secret", "ProxyConfig.passwordSecret");
        assertThat(marked).hasSizeGreaterThan(15);
    }

    private static Set<Class<?>> records(Class<?> type, Set<Class<?>> found) {
        if (type.isSealed()) {
            for (Class<?> variant : type.getPermittedSubclasses()) {
                records(variant, found);
            }
        } else if (type.isRecord() && found.add(type)) {
            for (RecordComponent component : type.getRecordComponents()) {
                records(held(component), found);
            }
        }
        return found;
    }

    private static Class<?> held(RecordComponent component) {
        return component.getType() == Optional.class
                ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                : component.getType();
    }
}
