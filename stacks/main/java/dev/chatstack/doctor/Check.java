package dev.chatstack.doctor;

import dev.chatstack.doctor.Finding.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing that a deploy needs, found out by a command that changes nothing.
 *
 * @param what it is, in the words of somebody who looks for it
 * @param command the question
 * @param judge reads the answer of a command that succeeded: empty when it will do, else what is wrong with it
 * @param fix what to type, or to do, when it will not do
 * @param canFollow whether a deploy waits for the thing, or works without it, when the command fails
 */
public record Check(
        String what, List<String> command, Function<String, Optional<String>> judge, String fix, boolean canFollow) {
    private static final int PATIENCE_SECONDS = 60;

    /** One that must hold before a deploy. */
    public Check(String what, List<String> command, Function<String, Optional<String>> judge, String fix) {
        this(what, command, judge, fix, false);
    }

    /** That {@code command} succeeds is all there is to know. */
    public static Check succeeds(String what, String fix, String... command) {
        return new Check(what, List.of(command), answer -> Optional.empty(), fix);
    }

    /** The command must answer exactly {@code expected}. */
    public static Check answers(String expected, String what, String fix, String... command) {
        return new Check(
                what,
                List.of(command),
                answer -> answer.trim().equals(expected)
                        ? Optional.empty()
                        : Optional.of("it is `" + answer.trim() + "`, not `" + expected + "`"),
                fix);
    }

    /** The same about a thing that can follow: {@code judge} alone finds problems. */
    public Check whichCanFollow() {
        return new Check(what, command, judge, fix, true);
    }

    /** The same, asked by {@code program}, whose last arguments are the command. */
    public Check through(String... program) {
        return new Check(
                what, Stream.concat(Stream.of(program), command.stream()).toList(), judge, fix, canFollow);
    }

    /** What is wrong; empty when nothing is. */
    public Optional<String> problem() {
        Finding finding = finding();
        return finding.verdict() == Verdict.PROBLEM ? Optional.of(finding.problem()) : Optional.empty();
    }

    /** Asks. */
    public Finding finding() {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return failed("no answer after " + PATIENCE_SECONDS + " s from `" + String.join(" ", command) + "`");
            }
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Finding.of(what, judge.apply(answer), fix) : failed(reason(answer));
        } catch (IOException e) {
            return failed("`" + command.get(0) + "` is not on the PATH");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Finding failed(String reason) {
        return new Finding(canFollow ? Verdict.LATER : Verdict.PROBLEM, what, reason, fix);
    }

    /** The line that says what went wrong: many programs put advice behind it. */
    private static String reason(String answer) {
        List<String> lines =
                answer.lines().map(String::trim).filter(line -> !line.isEmpty()).toList();
        return lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains("error"))
                .findFirst()
                .or(() -> lines.stream().reduce((first, last) -> last))
                .orElse("it failed and did not say why");
    }
}
