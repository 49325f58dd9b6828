package dev.chatstack.config.values;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a bucket, in the words that every store accepts. */
@Pattern(regexp = "(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)(?!.*[.-]\\.)(?!.*\\.-)[a-z0-9][-.a-z0-9]{1,61}[a-z0-9]")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface BucketName {
    String message() default
            "must be the name of a bucket, without s3:// or gs://: 3 to 63 lower-case letters, digits, - and .";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
