package dev.chatstack.cli.restore;

import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One program with the words that every call of it begins with. */
record Commands(List<String> beginning) {
    record Answer(int exitCode, String output) {}

    /** What it prints to either stream, and how it ends. */
    Answer said(List<String> words) {
        return run(words, true);
    }

    /** What it prints; it must end well, and says itself why when it does not. */
    String answer(String... words) {
        Answer answer = run(List.of(words), false);
        if (answer.exitCode() != 0) {
            throw new UserError("`" + String.join(" ", command(List.of(words))) + "` ended with " + answer.exitCode());
        }
        return answer.output();
    }

    private List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(beginning);
        command.addAll(words);
        return command;
    }

    private Answer run(List<String> words, boolean bothStreams) {
        List<String> command = command(words);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(bothStreams);
            if (!bothStreams) {
                builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            }
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), output);
        } catch (IOException e) {
            throw new UserError("`" + command.get(0) + "` is not on the PATH; ./bootstrap-mgmt.sh installs it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
