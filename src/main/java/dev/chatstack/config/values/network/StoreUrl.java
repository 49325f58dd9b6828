package dev.chatstack.config.values.network;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The address of an object store. */
@Pattern(regexp = "https?://" + Port.HOST + Port.OPTIONAL)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface StoreUrl {
    String message() default "must be a URL without a path, such as https://s3.example.org";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
