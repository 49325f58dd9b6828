package dev.chatstack.config.values;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A group of people, as the sign-in of the cluster calls it. Those of Kubernetes itself, such as everybody, are none. */
@Pattern(regexp = "(?!(?i:system:)).{1,253}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface GroupName {
    String message() default
            "must be a group of people, not one of Kubernetes itself: its name must not begin with system:";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
