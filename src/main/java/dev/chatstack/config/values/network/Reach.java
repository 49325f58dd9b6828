package dev.chatstack.config.values.network;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A place and a port that pods may connect to: a network such as 10.20.0.0/24:636, or a Service of the cluster such as n8n.automation.svc:5678. */
@Constraint(validatedBy = Reach.Check.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Reach {
    String message() default
            "must be a block of IPv4 addresses and a port, such as 10.20.0.0/24:636, or a Service of the cluster, such as n8n.automation.svc:5678";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Accepts a block of addresses or a Service, a colon and a port. */
    final class Check implements ConstraintValidator<Reach, String> {
        private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
        private static final String SERVICE = LABEL + "\\." + LABEL + "\\.svc(\\." + LABEL + ")*";
        private static final int LONGEST_NAME = 253;

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            if (value == null) {
                return true;
            }
            int colon = value.lastIndexOf(':');
            return colon > 0
                    && (isService(value.substring(0, colon))
                            || new Cidr.Check().isValid(value.substring(0, colon), context))
                    && value.substring(colon + 1).matches("[1-9]\\d{0,4}")
                    && port(value) <= 65535;
        }

        private static boolean isService(String place) {
            return place.matches(SERVICE) && place.length() <= LONGEST_NAME;
        }

        /** The block of addresses or the host name of {@code reach}, which is valid. */
        public static String place(String reach) {
            return reach.substring(0, reach.lastIndexOf(':'));
        }

        /** The port of {@code reach}, which is valid. */
        public static int port(String reach) {
            return Integer.parseInt(reach.substring(reach.lastIndexOf(':') + 1));
        }
    }
}
