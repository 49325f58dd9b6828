package dev.chatstack.doctor;

import dev.chatstack.config.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a person has copied from a shipped environment and not made his own: a deploy would fail at it late, or lock him out. */
final class Placeholders {
    /** The names, networks (RFC 2606, RFC 5737) and ids of the shipped files. The administrator's address does no harm. */
    private static final Pattern OF_THE_EXAMPLE = Pattern.compile(
            "^(?!\\s*(?:#|adminEmail)).*(?:\\bexample[.-]|EXAMPLE|\\b203\\.0\\.113\\.|\\b123456789012\\b|\\b00000000-0000-0000-0000-0{11}\\d|Z0123456789ABCDEFGHIJ)");

    private Placeholders() {}

    /** The file of {@code environment}, for a person to open. */
    static Path file(Environment environment) {
        return environment.folder().resolve(environment.name() + ".yaml");
    }

    /** The lines that still are those of an example; empty when there are none. */
    static Optional<String> in(Environment environment) {
        try {
            List<String> lines = Files.readAllLines(file(environment));
            String numbers = IntStream.range(0, lines.size())
                    .filter(index -> OF_THE_EXAMPLE.matcher(lines.get(index)).find())
                    .mapToObj(index -> String.valueOf(index + 1))
                    .collect(Collectors.joining(", "));
            return numbers.isEmpty()
                    ? Optional.empty()
                    : Optional.of("values of the example are in the lines " + numbers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
