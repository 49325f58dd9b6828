package dev.chatstack.live;

import dev.chatstack.synthesis.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs programs: kubectl, docker, a cloud's command line. Each throws a {@link UserError} when the program is not installed. */
public final class Programs {
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    private Programs() {}

    /**
     * The answer of {@code command}, with {@code variables} besides those of this process. A program that is too slow is ended, and
     * that is its answer.
     */
    public static Answer run(List<String> command, Map<String, String> variables, Duration patience) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        return run(builder, patience);
    }

    /** The answer of {@code command} however long it takes; its text has what it prints as errors, too, in the order of printing. */
    public static Answer await(List<String> command) {
        return run(new ProcessBuilder(command).redirectErrorStream(true), AS_LONG_AS_IT_TAKES);
    }

    /** What {@code command} prints, however long it takes; it must succeed. What it prints as errors is shown at once. */
    public static String demand(List<String> command) {
        Answer answer =
                run(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT), AS_LONG_AS_IT_TAKES);
        if (!answer.succeeded()) {
            throw new UserError("`" + String.join(" ", command) + "` ended with " + answer.exitCode());
        }
        return answer.text();
    }

    /** Gives {@code each} every line of {@code command} as soon as it is printed, until the program ends; its exit code. */
    public static int follow(List<String> command, Map<String, String> variables, Consumer<String> each) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = start(builder);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.accept(line);
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what " + command.get(0) + " prints", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        } finally {
            process.destroy();
        }
    }

    private static Answer run(ProcessBuilder builder, Duration patience) {
        Process process = start(builder);
        CompletableFuture<String> text = read(process.getInputStream());
        CompletableFuture<String> error = read(process.getErrorStream());
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Answer(-1, "", "no answer after " + patience.toSeconds() + " s");
            }
            return new Answer(process.exitValue(), text.join(), error.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UserError(
                    "`" + builder.command().get(0) + "` is not on the PATH; ./bootstrap-mgmt.sh installs it");
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
