package dev.chatstack.cli.restore;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.workload.rocketchat.RocketChatRehearsal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upgrade of Rocket.Chat on a copy of the chat's database: the newest backup is restored next to it, the new version starts on the
 * copy, what the copy holds is counted before and after, and the copy is removed. The chat keeps running.
 */
public final class Rehearsal {
    /** A little more than the Jobs have themselves. */
    private static final Duration RESTORE = Duration.ofMinutes(245);

    private static final Duration MIGRATION = Duration.ofMinutes(65);
    private static final Duration DISCARD = Duration.ofMinutes(10);

    private static final String RESTORE_BESIDE = "mongodb-restore-beside";

    /** What the names of its Jobs begin with. */
    private static final String JOBS = "rehearsal-";

    private static final String MIGRATING = JOBS + "migration";
    private static final String DISCARDING = JOBS + "discard";
    private static final Pattern PREVIEWED = Pattern.compile("this was the preview of (\\S+)");

    private final ClusterPlace place;
    private final ClusterJobs jobs;
    private final String environment;
    private final String copy;
    private final Predicate<String> agrees;

    /**
     * A rehearsal in the cluster of {@code environment}.
     *
     * @param database the chat's database
     * @param agrees asks the person, who has seen what is restored
     */
    public Rehearsal(ClusterPlace place, String environment, String database, Predicate<String> agrees) {
        this.place = place;
        this.jobs = place.jobs();
        this.environment = environment;
        this.copy = RocketChatRehearsal.copyOf(database);
        this.agrees = agrees;
    }

    /** Rehearses the way to {@code version}. What goes wrong is a {@code UserError}, and the copy is removed then, too. */
    public void to(String version) {
        String image = image(version);
        String backup = preview();
        List<String> left = left();
        if (!left.isEmpty()) {
            System.out.println(
                    "another rehearsal is there (" + String.join(", ", left) + "): it is stopped and removed first");
        }
        if (!agrees.test("Rehearse " + version + " with a copy of " + backup + "?")) {
            throw new UserError("nothing was rehearsed");
        }
        System.out.println("The chat keeps running. If you interrupt this, the copy " + copy + " stays in the database:"
                + " the same command, or ./chatstack upgrade -e " + environment + " --discard, removes the copy.");
        left.forEach(jobs::delete);
        try {
            restore(backup);
            migrate(version, image);
        } catch (UserError e) {
            throw new UserError(e.getMessage() + "; " + discarded());
        }
        discard();
        System.out.println("the copy is removed");
    }

    /** Removes what an interrupted rehearsal has left. */
    public void discard() {
        image("");
        left().forEach(jobs::delete);
        jobs.create(DISCARDING, RocketChatRehearsal.NAME, Map.of());
        // as every Job whose other containers must not start, it ends as failed
        jobs.await(DISCARDING, DISCARD);
        String said = jobs.said(DISCARDING, RocketChatRehearsal.BEFORE);
        jobs.delete(DISCARDING);
        if (!said.contains(RocketChatRehearsal.REMOVED)) {
            throw new UserError("the copy " + copy + " could not be removed: " + said.strip());
        }
    }

    private String discarded() {
        try {
            discard();
            return "the copy is removed, the chat was not touched";
        } catch (UserError e) {
            return "the chat was not touched, and the copy stays: " + e.getMessage() + ". Remove the copy with"
                    + " ./chatstack upgrade -e " + environment + " --discard";
        }
    }

    /** Where {@code version} of the server is pulled from, which is where the one that runs comes from. */
    private String image(String version) {
        place.mustBeRight();
        JsonNode template = jobs.template(RocketChatRehearsal.NAME)
                .orElseThrow(() -> new UserError("there is no CronJob " + RocketChatRehearsal.NAME
                        + " in the cluster, for an older release of chatstack deployed " + environment
                        + ": deploy it with this one first, ./chatstack up -e " + environment));
        for (JsonNode container : template.path("initContainers")) {
            if (container.path("name").asText().equals(RocketChatRehearsal.MIGRATE)) {
                String image = container.path("image").asText();
                return image.substring(0, image.lastIndexOf(':') + 1) + version;
            }
        }
        throw new IllegalStateException("no container " + RocketChatRehearsal.MIGRATE);
    }

    private List<String> left() {
        return jobs.all()
                .map(job -> job.at("/metadata/name").asText())
                .filter(name -> name.startsWith(JOBS))
                .toList();
    }

    private String preview() {
        String said = place.previewed("preview-" + JOBS + "latest", RESTORE_BESIDE, "check", intoTheCopy());
        Matcher previewed = PREVIEWED.matcher(said);
        if (!previewed.find()) {
            throw new UserError("nothing was rehearsed; the last line above says why");
        }
        return previewed.group(1);
    }

    private void restore(String backup) {
        String job = JOBS + backup;
        jobs.create(job, RESTORE_BESIDE, intoTheCopy());
        String ended = jobs.follow(job, RESTORE, container -> container.equals("restore"), () -> false);
        if (!ended.equals("Complete")) {
            throw new UserError("the rehearsal ended: " + backup + " could not be restored"
                    + jobs.failed(job)
                            .map(container -> ", its container " + container + " failed")
                            .orElse(""));
        }
        System.out.println(jobs.seconds(job, "restore")
                .map(seconds -> "restored in " + seconds + " s")
                .orElse("restored"));
    }

    private void migrate(String version, String image) {
        jobs.createWithImages(
                MIGRATING,
                RocketChatRehearsal.NAME,
                Map.of(RocketChatRehearsal.MIGRATE, image, RocketChatRehearsal.APPS_ENGINE, image));
        String ended = jobs.follow(
                MIGRATING, MIGRATION, container -> container.equals(RocketChatRehearsal.AFTER), () -> jobs.lacksAnImage(
                                MIGRATING)
                        .isPresent());
        if (ended.equals("Complete")) {
            return;
        }
        Optional<String> failed = jobs.failed(MIGRATING);
        failed.filter(container -> !container.equals(RocketChatRehearsal.AFTER))
                .ifPresent(container -> System.out.print(jobs.said(MIGRATING, container)));
        throw new UserError("the rehearsal of " + version + " failed"
                + failed.map(container -> " in " + container + ": the lines above say why")
                        .or(() -> jobs.lacksAnImage(MIGRATING).map(why -> ": " + image + " cannot be pulled: " + why))
                        .orElse(": its Job " + MIGRATING + " did not end in time"));
    }

    private Map<String, String> intoTheCopy() {
        return Map.of("RESTORE_DATABASE", copy);
    }
}
