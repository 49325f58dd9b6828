package dev.chatstack.config.values.network;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The region of an object store; stores other than those of a cloud call theirs as they like. */
@Pattern(regexp = "[a-z]([-a-z0-9]{0,61}[a-z0-9])?")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface StoreRegion {
    String message() default "must be a region such as eu-central-1";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
