package dev.chatstack.config.cloud.azure;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The id of a subscription, a tenant, a group or an identity. */
@Pattern(regexp = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface AzureId {
    String message() default "must be an id in lower case such as 01234567-89ab-cdef-0123-456789abcdef";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
