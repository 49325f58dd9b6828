package dev.chatstack.config.values.network;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A block of IPv4 addresses. */
@Constraint(validatedBy = Cidr.Check.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Cidr {
    String message() default
            "must be a block of IPv4 addresses that begins at its network address, such as 203.0.113.0/24";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Accepts a network with its prefix length and no host bits. */
    final class Check implements ConstraintValidator<Cidr, String> {
        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || parse(value).isPresent();
        }

        static Optional<IPAddress> parse(String cidr) {
            return Optional.ofNullable(new IPAddressString(cidr).getAddress())
                    .filter(address -> address.isIPv4() && address.isPrefixed() && address.isPrefixBlock())
                    // 10.0.0/8 is one for the parser alone, 010.0.0.0/8 is another for each reader
                    .filter(address -> address.toCanonicalString().equals(cidr));
        }

        /** The block that {@code cidr}, which is valid, names. */
        public static IPAddress block(String cidr) {
            return parse(cidr).orElseThrow(() -> new IllegalArgumentException("not a block of addresses: " + cidr));
        }
    }
}
