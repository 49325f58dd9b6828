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
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Networks of those who administer something: together they hold at most as many public addresses as one /8, the most that anybody
 * owns. The whole internet is none of them, however it is cut into parts.
 */
@Constraint(validatedBy = NotTheWorld.Check.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface NotTheWorld {
    String message() default
            "must name the networks of the people who administer it, never the whole internet: all entries together may hold at most as many public addresses as one /8";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Adds up the public addresses of the union of the blocks. */
    final class Check implements ConstraintValidator<NotTheWorld, List<String>> {
        private static final BigInteger MOST = BigInteger.ONE.shiftLeft(24);

        /** Addresses that no packet of the internet comes from. */
        private static final List<IPAddress> PRIVATE = Stream.of(
                        "10.0.0.0/8",
                        "100.64.0.0/10",
                        "127.0.0.0/8",
                        "169.254.0.0/16",
                        "172.16.0.0/12",
                        "192.168.0.0/16")
                .map(block -> new IPAddressString(block).getAddress())
                .toList();

        @Override
        public boolean isValid(@Nullable List<String> blocks, ConstraintValidatorContext context) {
            if (blocks == null) {
                return true;
            }
            IPAddress[] valid = blocks.stream()
                    .flatMap(block -> Cidr.Check.parse(block).stream())
                    .toArray(IPAddress[]::new);
            return valid.length == 0 || publicAddresses(valid).compareTo(MOST) <= 0;
        }

        /** A block counts without what is private of it; merged blocks share no address. */
        private static BigInteger publicAddresses(IPAddress[] blocks) {
            return Stream.of(blocks[0].mergeToPrefixBlocks(blocks))
                    .map(block -> block.getCount().subtract(shared(block)))
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }

        private static BigInteger shared(IPAddress block) {
            return PRIVATE.stream()
                    .map(block::intersect)
                    .filter(part -> part != null)
                    .map(IPAddress::getCount)
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }
    }
}
