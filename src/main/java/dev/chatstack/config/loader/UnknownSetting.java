package dev.chatstack.config.loader;

import dev.chatstack.config.EnvironmentConfig;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Says what a person probably meant by a key that does not exist. */
final class UnknownSetting {
    /** Above this two names are one name mistyped; the threshold that airlift's configuration uses. */
    private static final double SAME_NAME = 0.85;

    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    private static final Set<String> OF_THE_FILE = Stream.of(EnvironmentConfig.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private UnknownSetting() {}

    static String describe(String name, Collection<String> known) {
        if (OF_THE_FILE.contains(name)) {
            return "unknown setting in a block; it belongs to the file itself: do not indent it";
        }
        return meant(name, known)
                .map(candidate -> "unknown setting; did you mean `" + candidate + "`?")
                .orElse("unknown setting; known here: " + String.join(", ", known));
    }

    /** The setting whose name {@code name} probably is, mistyped. */
    static Optional<String> meant(String name, Collection<String> known) {
        return known.stream()
                .max(Comparator.comparingDouble(candidate -> similarity(name, candidate)))
                .filter(candidate -> similarity(name, candidate) > SAME_NAME);
    }

    private static double similarity(String a, String b) {
        return SIMILARITY.apply(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
    }
}
