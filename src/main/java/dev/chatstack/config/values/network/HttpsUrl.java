package dev.chatstack.config.values.network;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An address of the web, encrypted. */
@Pattern(
        regexp = "https://" + Port.HOST + Port.OPTIONAL
                + "(/[-._~!$&*+,;=:@%/a-zA-Z0-9]*)?(\\?[-._~!$&*+,;=:@%/?a-zA-Z0-9]*)?")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface HttpsUrl {
    String message() default
            "must be an address such as https://id.example.org/authorize, that begins with https:// and holds no spaces or quotes";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
