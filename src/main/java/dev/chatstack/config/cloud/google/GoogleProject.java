package dev.chatstack.config.cloud.google;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The id of a project of Google Cloud. */
@Pattern(regexp = "[a-z][-a-z0-9]{4,28}[a-z0-9]")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface GoogleProject {
    String message() default "must be a project id: 6 to 30 lower-case letters, digits and -, beginning with a letter";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
