package dev.chatstack.load;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Robots come in one after the other, write for a while in their own room, and leave nothing behind. */
public final class LoadRun {
    private static final String ROBOT = "load-robot-";
    private static final String ROOM = "load-robots";

    /** Ten people a second: a whole company does not open its browsers in the same moment. */
    private static final Duration BETWEEN_ARRIVALS = Duration.ofMillis(100);

    /** For the last messages to arrive. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final LoadPlan plan;
    private final PrintStream out;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Measurements measured = new Measurements();

    /** Reports to {@code out} what is going on. */
    public LoadRun(LoadPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /**
     * Runs to the end, and takes its accounts and its room away again whatever happens.
     *
     * @throws LoadFailure when the robots cannot come in
     */
    public Measurements as(String administrator, String password) {
        RocketChatApi api = RocketChatApi.signIn(client, plan.server(), administrator, password);
        List<String> names = IntStream.rangeClosed(1, plan.people())
                .mapToObj(number -> ROBOT + number)
                .toList();
        cleanUp(api, names);
        try {
            String secret = secret();
            out.println("making " + names.size() + " accounts and a private room");
            names.forEach(name -> api.createUser(name, secret));
            String room = api.createGroup(ROOM, names);
            if (plan.file()) {
                file(api, room);
            }
            write(arrived(names, secret, room), room);
        } finally {
            out.println("taking the accounts and the room away");
            cleanUp(api, names);
        }
        return measured;
    }

    /** Something that no cache knows goes up and comes back. */
    private void file(RocketChatApi api, String room) {
        String content = secret();
        try {
            if (!api.fileComesBack(room, ROOM + ".txt", content)) {
                measured.failed("a file came back with another content");
            }
        } catch (LoadFailure e) {
            measured.failed("a file: " + e.getMessage());
        }
    }

    private List<Person> arrived(List<String> names, String secret, String room) {
        List<Person> people = new ArrayList<>();
        for (String name : names) {
            Person person = new Person(name, measured);
            person.enter(client, plan, secret, room);
            people.add(person);
            sleep(BETWEEN_ARRIVALS);
        }
        return people;
    }

    /** Evenly: with a pause of 30 s and a hundred people somebody writes every 300 ms. */
    private void write(List<Person> people, String room) {
        out.println(people.size() + " people are there and write for "
                + plan.length().toSeconds() + " s");
        Duration between = plan.pause().dividedBy(people.size());
        long end = System.nanoTime() + plan.length().toNanos();
        for (int number = 0; System.nanoTime() < end; number++) {
            people.get(number % people.size()).write(room, number);
            sleep(between);
        }
        sleep(LAST_WORDS);
        people.forEach(Person::leave);
    }

    private static void cleanUp(RocketChatApi api, List<String> names) {
        api.deleteGroup(ROOM);
        names.forEach(api::deleteUser);
    }

    static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
    }
}
