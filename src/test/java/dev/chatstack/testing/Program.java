package dev.chatstack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs a real program, for tests of scripts and of configuration that another program must accept. */
public record Program(int exitCode, String output) {
    /** Runs {@code command} in {@code folder} and waits for it; what it prints to either stream is one text. */
    public static Program run(Path folder, String... command) {
        return run(folder, Map.of(), command);
    }

    /** The same with {@code variables} besides those of this process. */
    public static Program run(Path folder, Map<String, String> variables, String... command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(variables);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Program(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot run %s; ./bootstrap-mgmt.sh --build installs what the tests need"
                            .formatted(List.of(command)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + List.of(command), e);
        }
    }

    /** Makes a certificate that is its own authority, {@code certificate} with {@code key} in {@code folder}, for {@code names}. */
    public static void certify(Path folder, String key, String certificate, String... names) {
        String listed = String.join(",", Stream.of(names).map("DNS:"::concat).toList());
        run(
                        folder,
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + names[0],
                        "-addext",
                        "subjectAltName=" + listed,
                        "-keyout",
                        key,
                        "-out",
                        certificate)
                .succeeds();
    }

    /** Fails with everything the program printed unless it exited with 0. */
    public Program succeeds() {
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + "\n" + output);
        }
        return this;
    }
}
