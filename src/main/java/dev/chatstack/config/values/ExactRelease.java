package dev.chatstack.config.values;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An exact release of a product. */
@Pattern(regexp = "(0|[1-9]\\d?)(\\.(0|[1-9]\\d{0,2})){2}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ExactRelease {
    String message() default "must be an exact release such as 8.6.1, never a range or `latest`";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
