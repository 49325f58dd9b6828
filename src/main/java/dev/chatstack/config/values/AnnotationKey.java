package dev.chatstack.config.values;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The key of an annotation in Kubernetes. */
@Pattern(
        regexp =
                "([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*/)?[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface AnnotationKey {
    String message() default
            "must be the key of an annotation such as nginx.ingress.kubernetes.io/proxy-body-size: an optional DNS name and /, then at most 63 letters, digits, -, _ and .";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
