package dev.chatstack.config.values;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An amount of CPU, in the words of Kubernetes. */
@Pattern(regexp = "[1-9]\\d{0,3}|[1-9]\\d{0,5}m")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Cpu {
    String message() default "must be CPU in cores or thousandths, such as \"2\" or 500m";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
