package dev.chatstack.config.values;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A block of IPv4 addresses. */
@Constraint(validatedBy = Cidr.Check.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Cidr {
    /** Shown when the value does not fit. */
    String message() default
            "must be a block of IPv4 addresses that begins at its network address, such as 203.0.113.0/24";

    /** Not used. */
    Class<?>[] groups() default {};

    /** Not used. */
    Class<? extends Payload>[] payload() default {};

    /** Accepts a network with its prefix length and no host bits. */
    final class Check implements ConstraintValidator<Cidr, String> {
        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            return value == null || block(value) != null;
        }

        /** The block that {@code cidr} names, or null when it names none. */
        public static IPAddress block(String cidr) {
            IPAddress address = new IPAddressString(cidr).getAddress();
            boolean whole = address != null
                    && address.isIPv4()
                    && address.isPrefixed()
                    && address.isPrefixBlock()
                    // 10.0.0/8 is one for the parser alone, 010.0.0.0/8 is another for each reader
                    && address.toCanonicalString().equals(cidr);
            return whole ? address : null;
        }
    }
}
