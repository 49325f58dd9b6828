package dev.chatstack.upgrade;

import dev.chatstack.upgrade.Judgement.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges a change from one version to another, before anybody deploys it. */
public final class Judge {
    private static final String ROCKET_CHAT = "rocketchat";

    private Judge() {}

    /** Rocket.Chat from {@code from} to {@code to}, on MongoDB {@code mongodb}, each as three numbers. */
    public static Judgement rocketChat(Release from, Release to, Optional<Release> mongodb) {
        String change = "Rocket.Chat " + from + " to " + to;
        if (to.equals(from)) {
            return Judgement.fine(List.of());
        }
        if (to.compareTo(from) < 0) {
            return new Judgement(
                    Verdict.DATA_AT_RISK,
                    change + ": a downgrade. The database was migrated by " + from
                            + " and does not go back. Restore a backup that " + to
                            + " made (docs/disaster-recovery.md#a-bad-upgrade), or stay",
                    List.of(to.toString()));
        }
        if (to.major() > from.major() + 1) {
            List<String> stops = stops(from, to);
            return Judgement.refused(
                    change + ": skips a major version. Deploy one after the other: " + String.join(", then ", stops),
                    stops);
        }
        if (!exists(to)) {
            return Judgement.refused(
                    change + ": there is no " + to.line() + ". The last of " + to.major() + " is "
                            + Lines.newest(ROCKET_CHAT, to.major())
                                    .map(Lines.Line::line)
                                    .orElse("not known"),
                    List.of());
        }
        Optional<Lines.Line> line = Lines.find(ROCKET_CHAT, to);
        if (line.isPresent() && mongodb.isPresent() && isTooOld(mongodb.get(), line.get())) {
            return Judgement.refused(
                    change + ": needs MongoDB " + String.join(" or ", line.get().mongodb()) + ", and " + mongodb.get()
                            + " runs. Upgrade MongoDB first (docs/mongodb.md#upgrade)",
                    List.of());
        }
        if (line.isEmpty()) {
            return new Judgement(
                    Verdict.WARNING,
                    change + ": this release of chatstack does not know " + to.line() + " (its table is of "
                            + Lines.date() + "). Read the release notes for the versions of MongoDB",
                    stops(from, to));
        }
        return Judgement.fine(stops(from, to));
    }

    /** A product whose database does not go back, such as Tailchat: no downgrade, one major at a time. */
    public static Judgement product(String name, Release from, Release to) {
        String change = name + " " + from + " to " + to;
        if (to.compareTo(from) < 0) {
            return new Judgement(
                    Verdict.DATA_AT_RISK,
                    change + ": a downgrade. Restore a backup that " + to + " made, or stay",
                    List.of(to.toString()));
        }
        return to.major() > from.major() + 1
                ? Judgement.refused(change + ": skips a major version. Deploy one after the other", List.of())
                : Judgement.fine(to.equals(from) ? List.of() : List.of(to.toString()));
    }

    /** MongoDB: one major at a time (its feature compatibility version), and never back. */
    public static Judgement mongodb(Release from, Release to) {
        String change = "MongoDB " + from + " to " + to;
        if (to.major() < from.major() || (to.major() == from.major() && to.minor() < from.minor())) {
            return new Judgement(
                    Verdict.DATA_AT_RISK,
                    change + ": a downgrade. The files of " + from.line() + " are not read by " + to.line()
                            + ". Restore a backup into an empty database, or stay",
                    List.of(to.toString()));
        }
        return to.major() > from.major() + 1
                ? Judgement.refused(
                        change
                                + ": skips a major version. Deploy each major, and raise the feature compatibility version"
                                + " after each (docs/mongodb.md#upgrade)",
                        List.of())
                : Judgement.fine(to.equals(from) ? List.of() : List.of(to.toString()));
    }

    /** Kubernetes: one minor version at a time, and never back. */
    public static Judgement kubernetes(Release from, Release to) {
        String change = "Kubernetes " + from.line() + " to " + to.line();
        if (to.line().equals(from.line())) {
            return Judgement.fine(List.of());
        }
        if (to.compareTo(from) < 0) {
            return Judgement.refused(change + ": a control plane does not go back. Keep " + from.line(), List.of());
        }
        List<String> stops = new ArrayList<>();
        for (int minor = from.minor() + 1; minor <= to.minor(); minor++) {
            stops.add(to.major() + "." + minor);
        }
        return stops.size() > 1
                ? Judgement.refused(
                        change + ": skips a minor version. Deploy one after the other: "
                                + String.join(", then ", stops),
                        stops)
                : Judgement.fine(stops);
    }

    /** The last known line of each major on the way, then {@code to}. */
    private static List<String> stops(Release from, Release to) {
        List<String> stops = new ArrayList<>();
        for (int major = from.major(); major < to.major(); major++) {
            Lines.newest(ROCKET_CHAT, major)
                    .filter(line -> line.first().compareTo(new Release(from.major(), from.minor(), 0)) > 0)
                    .ifPresent(line -> stops.add(line.line() + ".x"));
        }
        stops.add(to.toString());
        return stops;
    }

    /** Of a major that is complete here, a line beyond its last one was never made. */
    private static boolean exists(Release release) {
        boolean complete = Lines.newest(ROCKET_CHAT, release.major() + 1).isPresent();
        return !complete
                || Lines.newest(ROCKET_CHAT, release.major())
                        .map(last -> release.minor() <= last.first().minor())
                        .orElse(true);
    }

    private static boolean isTooOld(Release mongodb, Lines.Line line) {
        return !line.mongodb().isEmpty()
                && line.mongodb().stream()
                        .map(Release::of)
                        .flatMap(Optional::stream)
                        .noneMatch(listed -> listed.line().equals(mongodb.line()))
                && line.mongodb().stream()
                        .map(Release::of)
                        .flatMap(Optional::stream)
                        .allMatch(listed -> mongodb.compareTo(listed) < 0);
    }
}
