package dev.chatstack.cli.answers;

import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.verify.Finding;
import dev.chatstack.verify.Finding.Verdict;
import dev.chatstack.verify.Report;
import java.time.Instant;
import java.util.List;

/**
 * The answer of {@code status} and {@code verify}.
 *
 * @param environment the environment's name
 * @param url where people find the chat
 * @param version the version of the chat in the environment's file
 * @param time when it was examined
 * @param verdict `failed` when one check failed
 * @param checks what was examined
 */
public record Verified(
        String environment, String url, String version, Instant time, Verdict verdict, List<Examination> checks) {
    /**
     * One check.
     *
     * @param group the heading under which the check stands, such as `database`
     * @param name what holds when the check passes
     * @param verdict whether it holds
     * @param found what was seen; may be empty when all is well
     * @param next what to do, as a command or a sentence; empty when nothing is to be done
     * @param seconds how long the check took
     */
    public record Examination(String group, String name, Verdict verdict, String found, String next, double seconds) {
        private static Examination of(Report.Result result) {
            Finding finding = result.finding();
            return new Examination(
                    result.check().group(),
                    result.check().name(),
                    finding.verdict(),
                    finding.found(),
                    finding.next(),
                    result.took().toMillis() / 1000.0);
        }
    }

    /** What {@code report} says of {@code environment}. */
    public static Verified of(Environment environment, Report report) {
        ChatConfig chat = environment.config().chat();
        return new Verified(
                environment.name(),
                chat.exposure().url(chat.host()),
                chat.version(),
                report.time(),
                report.count(Verdict.FAILED) == 0 ? Verdict.PASSED : Verdict.FAILED,
                report.results().stream().map(Examination::of).toList());
    }
}
