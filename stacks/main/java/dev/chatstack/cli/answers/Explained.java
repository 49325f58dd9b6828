package dev.chatstack.cli.answers;

import dev.chatstack.change.Change;
import dev.chatstack.change.ChangeText;
import dev.chatstack.change.Changes;
import dev.chatstack.change.Impact.Severity;
import dev.chatstack.change.Limit;
import dev.chatstack.cost.CostDifference;
import dev.chatstack.upgrade.Judgement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answer of {@code explain}.
 *
 * @param environment the environment's name
 * @param against what it was compared with
 * @param verdict what people notice, and whether that is more than the limit
 * @param versions what is to be said of other versions of the chat, the database and Kubernetes
 * @param changes the resources that change, the worst first
 * @param forecast room and cost after the change
 */
public record Explained(
        String environment,
        Against against,
        Verdict verdict,
        List<Judgement> versions,
        List<Change> changes,
        Forecast forecast) {
    /** The exit code of a change that does more than the limit. */
    public static final int EXCEEDED = 3;

    /**
     * What an environment was compared with.
     *
     * @param kind where that stands
     * @param name the folder, or the revision of git; empty for what is deployed
     * @param time when the folder was written; empty for the others
     */
    public record Against(Kind kind, String name, Optional<Instant> time) {
        /** Where that stands with which an environment is compared. */
        public enum Kind {
            /** a folder of stacks */
            FOLDER,
            /** the environment file of a git revision */
            REVISION,
            /** Terraform's state, and what Terraform saw in the cloud */
            DEPLOYED
        }

        /** The stacks in {@code folder}, of which {@code stack} is one. */
        public static Against folder(Path folder, String stack) {
            try {
                return new Against(
                        Kind.FOLDER,
                        folder.toString(),
                        Optional.of(Files.getLastModifiedTime(
                                        folder.resolve("stacks").resolve(stack).resolve("cdk.tf.json"))
                                .toInstant()));
            } catch (NoSuchFileException e) {
                return new Against(Kind.FOLDER, folder.toString(), Optional.empty());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder, e);
            }
        }

        private String words() {
            return time.map(written -> "the synth of "
                            + written.atZone(ZoneId.systemDefault())
                                    .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT))
                            + " in " + name)
                    .orElse(name);
        }
    }

    /**
     * What people notice of a change.
     *
     * @param worst the worst that happens; null when nothing changes
     * @param limit the worst that may happen, as the option --limit says; null without it
     * @param exceeded whether the worst is worse than the limit; then the exit code is 3
     */
    public record Verdict(Optional<Severity> worst, Optional<Limit> limit, boolean exceeded) {
        /** Of a change whose parts do {@code worst}, to {@code versions}; a version that is refused puts data at risk. */
        public static Verdict of(Optional<Severity> worst, List<Judgement> versions, Optional<Limit> limit) {
            boolean atRisk = versions.stream().anyMatch(Judgement::risksData);
            Optional<Severity> found = Stream.concat(
                            worst.stream(), atRisk ? Stream.of(Severity.DATA_AT_RISK) : Stream.<Severity>empty())
                    .min(Enum::compareTo);
            return new Verdict(
                    found, limit, limit.filter(most -> most.isExceededBy(found)).isPresent());
        }

        /** Whether the limit is exceeded, in words; empty without a limit. */
        public Optional<String> line() {
            return limit.map(most -> "limit " + most + ": " + (exceeded ? "EXCEEDED" : "kept"));
        }

        /** 3 when the limit is exceeded. */
        public int exitCode() {
            return exceeded ? EXCEEDED : 0;
        }
    }

    /**
     * What the environment takes after a change.
     *
     * @param room whether the pods fit, in words; null when that cannot be known
     * @param cost how the bill changes; null against what is deployed
     */
    public record Forecast(Optional<String> room, Optional<CostDifference> cost) {}

    /** In plain words, the verdict first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        versions.forEach(judgement -> lines.add(switch (judgement.verdict()) {
                    case REFUSED -> "REFUSED: ";
                    case DATA_AT_RISK -> "DATA IS AT RISK: ";
                    case WARNING, FINE -> "";
                }
                + judgement.words()));
        lines.addAll(ChangeText.of(new Changes(changes)));
        forecast.room.ifPresent(room -> lines.add("room: " + room));
        forecast.cost.ifPresent(cost -> lines.add("cost: " + cost.words()));
        verdict.line().ifPresent(lines::add);
        lines.add("compared with " + against.words() + ", not with what is deployed (--deployed does that)");
        return lines;
    }
}
