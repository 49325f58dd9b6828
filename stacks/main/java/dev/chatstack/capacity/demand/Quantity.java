package dev.chatstack.capacity.demand;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Quantities of Kubernetes such as {@code 500m} and {@code 2Gi}. */
public final class Quantity {
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "Ki", BigDecimal.valueOf(1L << 10),
            "Mi", BigDecimal.valueOf(1L << 20),
            "Gi", BigDecimal.valueOf(1L << 30),
            "Ti", BigDecimal.valueOf(1L << 40),
            "k", BigDecimal.valueOf(1_000L),
            "M", BigDecimal.valueOf(1_000_000L),
            "G", BigDecimal.valueOf(1_000_000_000L),
            "T", BigDecimal.valueOf(1_000_000_000_000L));

    private Quantity() {}

    /** Thousandths of a processor: 500 for {@code 500m} and for {@code 0.5}. */
    public static long milliCpu(String text) {
        return text.endsWith("m")
                ? up(new BigDecimal(text.substring(0, text.length() - 1)))
                : up(new BigDecimal(text).movePointRight(3));
    }

    /** Bytes of {@code 512Mi}, {@code 1G} or {@code 1024}. */
    public static long bytes(String text) {
        for (int length = 2; length > 0; length--) {
            BigDecimal unit = text.length() > length ? UNITS.get(text.substring(text.length() - length)) : null;
            if (unit != null) {
                return up(new BigDecimal(text.substring(0, text.length() - length)).multiply(unit));
            }
        }
        return up(new BigDecimal(text));
    }

    private static long up(BigDecimal value) {
        return value.setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
