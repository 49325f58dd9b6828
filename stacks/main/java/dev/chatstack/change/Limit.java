package dev.chatstack.change;

import dev.chatstack.change.Impact.Severity;
import java.util.Locale;
import java.util.Optional;

/** The worst that a change may do, so that CI can stop it. */
public enum Limit {
    /** no data may be at risk */
    DATA_SAFE(Severity.DOWNTIME),
    /** nor may the chat, or a part of it, stop */
    NOBODY_INTERRUPTED(Severity.RESTART),
    /** nor may anybody have to connect again */
    NOBODY_RECONNECTS(Severity.WATCHING);

    private final Severity worst;

    Limit(Severity worst) {
        this.worst = worst;
    }

    /** Whether a change whose worst part is {@code found} does more than this. */
    public boolean isExceededBy(Optional<Severity> found) {
        return found.filter(severity -> severity.compareTo(worst) < 0).isPresent();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
