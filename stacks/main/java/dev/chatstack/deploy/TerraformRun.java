package dev.chatstack.deploy;

import dev.chatstack.synthesis.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of Terraform that may take an hour. A stop of this program (Ctrl-C, a cancelled CI job) asks Terraform once to stop, and
 * waits until its state is written: a second signal would make Terraform drop what it is making. Should this program die, Terraform
 * continues, because its output goes to a file and not to a pipe.
 *
 * @param command Terraform with its words
 * @param log the file that gets everything that Terraform prints
 * @param beat called about ten times a second
 */
record TerraformRun(List<String> command, Path log, Runnable beat) {
    private static final long BEAT_MILLIS = 100;

    /** Gives {@code line} each line that is printed; the exit code. */
    int follow(Consumer<String> line) {
        List<String> words = new ArrayList<>(List.of("setsid")); // a Ctrl-C of the terminal reaches this program alone
        words.addAll(command);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Files.deleteIfExists(log);
            Files.createFile(log);
            Process terraform = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            Thread stop = new Thread(() -> stop(terraform), "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            read(terraform, line);
            return released(stop, terraform.exitValue());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0), e);
        }
    }

    private static void stop(Process terraform) {
        if (terraform.isAlive()) {
            System.err.println(
                    "\nStopping. Terraform finishes what it is making now and writes its state; please wait.");
            terraform.destroy();
            terraform.onExit().join();
        }
        System.err.println("Stopped. Run the same command again to continue.");
    }

    /** When the program is being stopped, what would come next must not begin. */
    private static int released(Thread stop, int exitCode) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
            return exitCode;
        } catch (IllegalStateException stopping) {
            while (true) {
                sleep(Long.MAX_VALUE);
            }
        }
    }

    private void read(Process terraform, Consumer<String> line) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            ByteArrayOutputStream partial = new ByteArrayOutputStream();
            byte[] bytes = new byte[1 << 16];
            boolean ended;
            do {
                // asked before the last read, or what was printed in between would be missed
                ended = !terraform.isAlive();
                for (int count = file.read(bytes); count > 0; count = file.read(bytes)) {
                    lines(bytes, count, partial, line);
                }
                beat.run();
                if (!ended) {
                    wait(terraform);
                }
            } while (!ended);
            if (partial.size() > 0) {
                line.accept(partial.toString(StandardCharsets.UTF_8));
            }
        }
    }

    private static void lines(byte[] bytes, int count, ByteArrayOutputStream partial, Consumer<String> line) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                line.accept(partial.toString(StandardCharsets.UTF_8));
                partial.reset();
            } else {
                partial.write(bytes[i]);
            }
        }
    }

    private static void wait(Process terraform) {
        try {
            if (terraform.waitFor(BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }
}
