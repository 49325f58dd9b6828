package dev.chatstack.clouds.docker;

import dev.chatstack.doctor.Check;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Linux kernel of a Docker host: MongoDB 8.0.26 crashes from 6.19 on (docker-library/mongo issue 762), up to 7.0.13. */
final class DockerKernel {
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*", Pattern.DOTALL);

    private DockerKernel() {}

    /** Asks the engine at {@code host}. */
    static Check check(String host) {
        return new Check(
                "kernel for MongoDB",
                List.of("docker", "-H", host, "info", "--format", "{{.KernelVersion}}"),
                DockerKernel::problem,
                "boot a kernel older than 6.19, or 7.0.14 and newer. Ubuntu names its kernel 7.0.0 even with the fix: docs/docker-host.md says how to find out");
    }

    /** What is wrong with {@code release}, such as {@code 6.19.3-arch1}; empty when nothing is known against it. */
    static Optional<String> problem(String release) {
        Matcher version = RELEASE.matcher(release.trim());
        if (!version.matches()) {
            return Optional.of("no version in `" + release.trim() + "`");
        }
        long number = number(version.group(1)) << 40 | number(version.group(2)) << 20 | number(version.group(3));
        boolean broken = number >= (6L << 40 | 19L << 20) && number < (7L << 40 | 14L);
        return broken ? Optional.of("MongoDB 8.0.26 crashes on Linux " + release.trim()) : Optional.empty();
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
