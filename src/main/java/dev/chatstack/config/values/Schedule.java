package dev.chatstack.config.values;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Times in the five fields of cron, which come again within two years. */
@Constraint(validatedBy = Schedule.Check.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Schedule {
    String message() default
            "must be five fields of cron that come true: minute 0-59, hour 0-23, day 1-31, month 1-12, weekday 0-6, such as 7 * * * *";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Computes the next times. */
    final class Check implements ConstraintValidator<Schedule, String> {
        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null
                    || CronTimes.of(value).filter(CronTimes::comeAgain).isPresent();
        }
    }
}
