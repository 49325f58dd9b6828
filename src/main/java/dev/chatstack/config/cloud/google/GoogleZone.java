package dev.chatstack.config.cloud.google;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A zone of Google Cloud. */
@Pattern(regexp = "[a-z]+-[a-z]+\\d{1,2}-[a-z]")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface GoogleZone {
    String message() default "must be a Google Cloud zone such as europe-west1-b";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
