package dev.chatstack.config.outside;

import dev.chatstack.config.values.network.Port;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A registry and a path in it. Its host has a dot or a port: otherwise Docker would look for a path of Docker Hub. */
@Pattern(regexp = RegistryPath.REGEXP)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RegistryPath {
    String REGEXP = "(?=[^/]*[.:])" + Port.HOST + Port.OPTIONAL + "(/[a-z0-9]+([-_.]+[a-z0-9]+)*)*";

    String message() default
            "must be a registry, without https://, and a path in it if you like, such as registry.example.org/mirror";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
