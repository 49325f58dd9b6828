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

/** A search filter of LDAP: parentheses that match, around it as well. */
@Constraint(validatedBy = LdapFilter.Check.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface LdapFilter {
    String message() default
            "must be an LDAP filter such as (memberOf=cn=chat,dc=example,dc=org), each ( closed by a )";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Counts the parentheses. */
    final class Check implements ConstraintValidator<LdapFilter, String> {
        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || (value.contains("=") && isClosed(value));
        }

        private static boolean isClosed(String filter) {
            int open = 0;
            for (int i = 0; i < filter.length(); i++) {
                open += filter.charAt(i) == '(' ? 1 : filter.charAt(i) == ')' ? -1 : 0;
                if ((open == 0 && i < filter.length() - 1) || open < 0) {
                    return false;
                }
            }
            return open == 0;
        }
    }
}
