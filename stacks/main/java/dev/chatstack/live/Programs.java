package dev.chatstack.live;

import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs programs that answer within a time: kubectl, docker, a cloud's command line. */
public final class Programs {
    private Programs() {}

    /**
     * The answer of {@code command}, with {@code variables} besides those of this process. A program that is too slow is ended, and
     * that is its answer.
     *
     * @throws UserError when the program is not installed
     */
    public static Answer run(List<String> command, Map<String, String> variables, Duration patience) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> text = read(process.getInputStream());
            CompletableFuture<String> error = read(process.getErrorStream());
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Answer(-1, "", "no answer after " + patience.toSeconds() + " s");
            }
            return new Answer(process.exitValue(), text.join(), error.join());
        } catch (IOException e) {
            throw new UserError("`" + command.get(0) + "` is not on the PATH; ./bootstrap-mgmt.sh installs it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
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
