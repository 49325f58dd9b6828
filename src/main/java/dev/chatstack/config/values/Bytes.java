package dev.chatstack.config.values;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** An amount of memory or disk, in the words of Kubernetes. */
@Pattern(regexp = "[1-9]\\d{0,5}(Mi|Gi)")
@ReportAsSingleViolation
@Constraint(validatedBy = Bytes.Check.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Bytes {
    String message() default "must be a size from {least} to {most} in Mi or Gi, such as 512Mi or 20Gi";

    /** Smaller is no use. */
    String least() default "1Gi";

    /** Larger is no disk of any cloud. */
    String most() default "65536Gi";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares with the smallest and the largest. */
    final class Check implements ConstraintValidator<Bytes, String> {
        private long least;
        private long most;

        @Override
        public void initialize(Bytes range) {
            least = Sizes.bytes(range.least());
            most = Sizes.bytes(range.most());
        }

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            if (value == null || !value.matches("[1-9]\\d{0,5}(Mi|Gi)")) {
                return true;
            }
            long bytes = Sizes.bytes(value);
            return bytes >= least && bytes <= most;
        }
    }
}
