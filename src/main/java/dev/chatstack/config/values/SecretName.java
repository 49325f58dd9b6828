package dev.chatstack.config.values;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a Secret that a person makes: none that chatstack makes itself. */
@Pattern(regexp = SecretName.OURS + "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface SecretName {
    /** Those that chatstack makes. */
    String OURS =
            "(?!(rocketchat-admin|grafana-admin|seaweedfs-s3|minio|valkey|valkey-proxy|tailchat|tailchat-(admin|admin-account|openapi|plugins)|(rocketchat|tailchat)-mongo(-.*)?)$)";

    String message() default
            "must be the name of a Secret that you make, and none that chatstack makes itself: at most 63 lower-case letters, digits and -, beginning and ending with a letter or digit";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
