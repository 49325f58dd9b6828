package dev.chatstack.verify.outside;

import dev.chatstack.load.LoadFailure;
import dev.chatstack.load.LoadPlan;
import dev.chatstack.load.LoadRun;
import dev.chatstack.load.Measurements;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;

/**
 * Test users, which the check makes and removes, hear what each of them writes, and a file comes back as it went.
 *
 * @param server the chat's public address
 * @param administrator makes and removes the users
 */
public record MessagesTravel(String environment, URI server, String administrator, String password) implements Check {
    /** With two servers, one test in 128 would have all of them at the same one. */
    private static final int USERS = 8;

    private static final Duration LENGTH = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofSeconds(4);

    @Override
    public String group() {
        return "messages";
    }

    @Override
    public String name() {
        return USERS + " test users hear each other, and a file goes up and down";
    }

    @Override
    public Finding examine() {
        LoadPlan plan = new LoadPlan(server, USERS, LENGTH, PAUSE, true);
        try {
            Measurements measured =
                    new LoadRun(plan, new PrintStream(OutputStream.nullOutputStream())).as(administrator, password);
            int sent = measured.accepted().count();
            int missing = Math.max(0, USERS * sent - measured.delivered().count());
            if (measured.failures() > 0) {
                return failed(String.join("; ", measured.examples()));
            }
            return sent == 0 || missing > 0
                    ? failed(missing + " of " + USERS * sent
                            + " deliveries are missing: do the servers hear each other?")
                    : Finding.passed(sent + " messages to " + USERS + " users, 95 % within "
                            + measured.delivered().percentile(0.95) + " ms");
        } catch (LoadFailure e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private Finding failed(String found) {
        return Finding.failed(found, "./chatstack logs -e " + environment + " rocketchat --since 10m");
    }
}
