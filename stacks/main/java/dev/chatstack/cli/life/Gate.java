package dev.chatstack.cli.life;

import dev.chatstack.cli.Administrator;
import dev.chatstack.cli.Workplace;
import dev.chatstack.config.Environment;
import dev.chatstack.deploy.Terminal;
import dev.chatstack.load.Conversation;
import dev.chatstack.load.LoadFailure;
import dev.chatstack.load.LoadPlan;
import dev.chatstack.synthesis.UserError;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Test users who chat while a change is deployed.
 *
 * @param plan where they chat; empty when there is no Rocket.Chat, or no password of its administrator
 */
record Gate(Optional<LoadPlan> plan, String password, Terminal terminal) {
    /** The administrator that a chat is made with. */
    private static final String ADMINISTRATOR = "admin";

    static Gate of(Workplace workplace, Environment environment, Terminal terminal) {
        Optional<String> password = Administrator.password(workplace);
        return new Gate(
                password.flatMap(known -> LoadPlan.url(environment.config().chat()))
                        .map(LoadPlan::conversation),
                password.orElse(""),
                terminal);
    }

    /**
     * Does {@code change} while they chat.
     *
     * @throws UserError when they cannot chat any more after it
     */
    void during(Runnable change) {
        Optional<Conversation> conversation = plan.flatMap(this::begin);
        try {
            change.run();
        } finally {
            conversation.ifPresent(this::end);
        }
    }

    private Optional<Conversation> begin(LoadPlan at) {
        try {
            Conversation conversation = Conversation.begin(at, ADMINISTRATOR, password);
            terminal.say("two test users chat at " + at.server() + " until the end");
            return Optional.of(conversation);
        } catch (LoadFailure e) {
            terminal.say("no test users chat meanwhile: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void end(Conversation conversation) {
        Conversation.Outcome outcome;
        try {
            outcome = conversation.end();
        } catch (LoadFailure e) {
            throw new UserError("the test users cannot chat any more: " + e.getMessage());
        }
        if (!outcome.goesOn()) {
            throw new UserError("the test users cannot chat since "
                    + outcome.since().truncatedTo(ChronoUnit.SECONDS) + ": " + outcome.failure()
                    + "\nSee ./chatstack verify and docs/troubleshooting.md");
        }
        terminal.say(
                outcome.isUnbroken()
                        ? "the test users chatted all the time: " + outcome.messages() + " messages"
                        : "the test users could not chat for "
                                + outcome.silence().toSeconds() + " s, from "
                                + outcome.since().truncatedTo(ChronoUnit.SECONDS) + ": " + outcome.failure());
    }
}
