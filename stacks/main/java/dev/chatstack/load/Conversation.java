package dev.chatstack.load;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two test users who write to each other once a second while something else happens, and come back when they are cut off. It
 * measures how long they could not chat.
 */
public final class Conversation {
    private static final List<String> NAMES = List.of("conversation-robot-1", "conversation-robot-2");
    private static final String ROOM = "conversation-robots";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What takes longer than this to arrive is no chat. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int TRIES = 30;

    private final HttpClient client = HttpClient.newHttpClient();
    private final LoadPlan plan;
    private final String administrator;
    private final String password;
    private final String secret = LoadRun.secret();
    private final String room;
    private final Thread thread;

    private volatile boolean over;
    private final AtomicInteger heard = new AtomicInteger();
    private volatile Instant last = Instant.now();
    private volatile Duration longest = Duration.ZERO;
    private volatile Instant longestBegan = last;
    private volatile String lastFailure = "";

    private Conversation(LoadPlan plan, String administrator, String password) {
        this.plan = plan;
        this.administrator = administrator;
        this.password = password;
        RocketChatApi api = RocketChatApi.signIn(client, plan.server(), administrator, password);
        cleanUp(api);
        NAMES.forEach(name -> api.createUser(name, secret));
        this.room = api.createGroup(ROOM, NAMES);
        this.thread = Thread.ofVirtual().unstarted(this::talk);
    }

    /**
     * What was measured.
     *
     * @param messages how many arrived
     * @param silence the longest time without one
     * @param since when that began
     * @param goesOn whether the last one was no longer ago than a message may take
     * @param failure the last thing that went wrong; empty when nothing did
     */
    public record Outcome(int messages, Duration silence, Instant since, boolean goesOn, String failure) {
        /** Whether nobody noticed anything: a pause, and as long as a message may take. */
        public boolean isUnbroken() {
            return goesOn && silence.compareTo(PAUSE.plus(PATIENCE)) <= 0;
        }
    }

    /**
     * Begins one at {@code plan}'s server, as soon as the first message has arrived.
     *
     * @throws LoadFailure when the chat does not work before anything happens
     */
    public static Conversation begin(LoadPlan plan, String administrator, String password) {
        Conversation conversation = new Conversation(plan, administrator, password);
        conversation.thread.start();
        Instant end = Instant.now().plus(PATIENCE.multipliedBy(6));
        while (conversation.heard.get() == 0) {
            if (Instant.now().isAfter(end)) {
                Outcome outcome = conversation.end();
                throw new LoadFailure("no message arrives: " + outcome.failure());
            }
            LoadRun.sleep(LOOK);
        }
        return conversation;
    }

    /** Ends it, and removes its users and its room. */
    public Outcome end() {
        Instant now = Instant.now();
        silent(now);
        boolean goesOn = heard.get() > 0 && Duration.between(last, now).compareTo(PAUSE.plus(PATIENCE)) <= 0;
        over = true;
        try {
            thread.join(PATIENCE.multipliedBy(8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Outcome outcome = new Outcome(heard.get(), longest, longestBegan, goesOn, lastFailure);
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                cleanUp(RocketChatApi.signIn(client, plan.server(), administrator, password));
                return outcome;
            } catch (LoadFailure e) {
                LoadRun.sleep(PAUSE);
            }
        }
        throw new LoadFailure("the chat does not answer: remove the users " + String.join(", ", NAMES)
                + " and the private room " + ROOM + " by hand");
    }

    private static void cleanUp(RocketChatApi api) {
        api.deleteGroup(ROOM);
        NAMES.forEach(api::deleteUser);
    }

    private void talk() {
        while (!over) {
            Measurements measured = new Measurements();
            List<Person> people =
                    NAMES.stream().map(name -> new Person(name, measured)).toList();
            try {
                people.forEach(person -> person.enter(client, plan, secret, room));
                for (int number = 0; !over && isHeard(people, number, measured); number++) {
                    Instant now = Instant.now();
                    silent(now);
                    last = now;
                    heard.incrementAndGet();
                    LoadRun.sleep(PAUSE);
                }
            } catch (LoadFailure e) {
                lastFailure = String.valueOf(e.getMessage());
                LoadRun.sleep(PAUSE);
            }
            measured.examples().forEach(example -> lastFailure = example);
            people.forEach(Person::leave);
        }
    }

    /** Whether both hear what one of them writes. */
    private boolean isHeard(List<Person> people, int number, Measurements measured) {
        int before = measured.delivered().count();
        people.get(number % people.size()).write(room, number);
        Instant end = Instant.now().plus(PATIENCE);
        while (measured.delivered().count() < before + people.size()) {
            if (Instant.now().isAfter(end) || people.stream().anyMatch(Person::isLost)) {
                return false;
            }
            LoadRun.sleep(LOOK);
        }
        return true;
    }

    private void silent(Instant now) {
        Duration silence = Duration.between(last, now);
        if (silence.compareTo(longest) > 0) {
            longest = silence;
            longestBegan = last;
        }
    }
}
