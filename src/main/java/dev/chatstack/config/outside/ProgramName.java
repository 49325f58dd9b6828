package dev.chatstack.config.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The name of an image in {@code versions.yaml}, or of one that a chart brings, in {@code charts/images.yaml}. */
@Constraint(validatedBy = ProgramName.Check.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ProgramName {
    String message() default
            "must be the name of a program as `./chatstack images` prints it, such as haproxy, mongo or rocketchat";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Knows the names. */
    final class Check implements ConstraintValidator<ProgramName, String> {
        private static final Set<String> NAMES = names();

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            return name == null || NAMES.contains(name);
        }

        private static Set<String> names() {
            Set<String> names = new TreeSet<>();
            read("/versions.yaml").path("images").fieldNames().forEachRemaining(names::add);
            read("/charts/images.yaml")
                    .forEach(chart -> chart.path("images").fieldNames().forEachRemaining(names::add));
            return names;
        }

        private static JsonNode read(String file) {
            try (InputStream in = ProgramName.class.getResourceAsStream(file)) {
                return new YAMLMapper().readTree(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }
}
