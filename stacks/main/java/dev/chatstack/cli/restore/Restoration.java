package dev.chatstack.cli.restore;

import dev.chatstack.synthesis.UserError;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A restore: says first what it brings and what it loses, asks, keeps what is there, restores, compares, and waits until the chat
 * answers. Left at any moment, the same command takes it up again: what was done is known where it was done.
 *
 * @param keep whether what is there now is backed up before
 * @param spares whether messages that are there are not replaced by those of another environment
 * @param agrees asks the person, who has seen everything
 */
public record Restoration(Place place, Wanted wanted, boolean keep, boolean spares, Predicate<String> agrees) {
    private static final Pattern PREVIEWED = Pattern.compile("this was the preview of (\\S+)");

    /** What check.sh says when there is nothing to keep, or nothing that could be called a backup. */
    private static final Pattern NOTHING_TO_KEEP = Pattern.compile(
            "the database here is empty|no backup is made of it|a restore broke off here|continues the interrupted"
                    + " switch|only the rest of it is cleared away");

    /** What preview.jq says where people have written. */
    private static final Pattern REPLACES_MESSAGES =
            Pattern.compile("replaces \\d+ documents, (\\d{2,}|[1-9]) messages");

    /** Does it, or what is left of one that was begun. */
    public void run() {
        place.mustBeRight();
        Optional<String> left = place.left();
        if (left.isPresent()) {
            System.out.println(
                    left.get() + ": this one is followed to its end; for another, type the command again then");
        } else {
            begin();
        }
        place.follow();
        place.back();
        System.out.println(wanted.ended());
    }

    private void begin() {
        String said = place.preview(wanted);
        Matcher previewed = PREVIEWED.matcher(said);
        if (!previewed.find()) {
            throw new UserError("nothing was restored; the last line above says why");
        }
        if (spares
                && wanted.source().isPresent()
                && REPLACES_MESSAGES.matcher(said).find()) {
            throw new UserError(
                    "nothing was touched: people have written here, and this is a production environment. To"
                            + " replace that by the backup of "
                            + wanted.source().get().environment() + ", add --replace; to look at it first, --beside");
        }
        // the copies of files here are of this environment
        if (wanted.kind().stopsTheChat() && wanted.source().isEmpty()) {
            place.previewFiles(previewed.group(1));
        }
        if (!agrees.test(wanted.question(previewed.group(1)))) {
            throw new UserError("nothing was touched");
        }
        if (keep
                && wanted.kind().stopsTheChat()
                && !NOTHING_TO_KEEP.matcher(said).find()) {
            System.out.println("backs up what is there now");
            place.keep();
        }
        // by its name: another may be the newest by now
        place.begin(wanted.named(previewed.group(1)));
        System.out.println(place.leaving());
    }
}
