package dev.chatstack.config;

/**
 * What people who are connected at the same time need.
 *
 * <p>Sources: Rocket.Chat's system requirements (up to 500 people: MongoDB members of 2 cores and 4 GiB; 500 to 5,000: 2 to 8 cores
 * and 4 to 16 GiB; more: "consult us") and its page on microservices (one ddp-streamer for every 500 people). Between those points
 * a line is drawn. Beyond 5,000 there are more programs and no larger members, and {@link #isBeyondGuidance} says so.
 */
public record Sizing(int concurrentUsers) {
    /** People whose connections one pod of ddp-streamer holds. */
    public static final int USERS_PER_DDP_STREAMER = 500;

    /** A Node process uses one core; a server that no longer holds connections answers the calls of about so many. */
    private static final int USERS_PER_SERVER = 1000;

    /** People for whom Rocket.Chat publishes numbers without microservices. */
    public static final int MONOLITH = 500;

    /** People up to whom Rocket.Chat publishes numbers at all. */
    public static final int LARGE = 5000;

    /** The fewest of which one can go. */
    public static final int SAFE = 2;

    /** Up to 500 people it publishes 2 cores, and a process uses one: 2 processes. */
    private static final int USERS_PER_MONOLITH = 250;

    /** Pods of ddp-streamer for {@code users}, at least two so that one can go. */
    public static int ddpStreamers(int users) {
        return Math.max(SAFE, up(users, USERS_PER_DDP_STREAMER));
    }

    /** Rocket.Chat servers next to the microservices. */
    public int servers() {
        return Math.max(SAFE, up(concurrentUsers, USERS_PER_SERVER));
    }

    /** Pods of Rocket.Chat as a monolith: at least one, at most the 20 that a file may ask for. */
    public int monoliths() {
        return Math.min(20, up(concurrentUsers, USERS_PER_MONOLITH));
    }

    /** Whether Rocket.Chat asks for microservices. */
    public boolean isForMicroservices() {
        return concurrentUsers > MONOLITH;
    }

    /** Memory of each member of MongoDB, in GiB. */
    public int mongoGib() {
        return line(4, 16);
    }

    /** Volume of each member of MongoDB, in GiB, without people's files. */
    public int mongoVolumeGib() {
        return line(20, 80);
    }

    /** Whether Rocket.Chat itself publishes no numbers for so many people. */
    public boolean isBeyondGuidance() {
        return concurrentUsers > LARGE;
    }

    /** From {@code small} at 500 people to {@code large} at 5,000, and no further: more members do not make writes faster. */
    private int line(int small, int large) {
        if (concurrentUsers <= MONOLITH) {
            return small;
        }
        if (concurrentUsers >= LARGE) {
            return large;
        }
        return small + up((concurrentUsers - MONOLITH) * (large - small), LARGE - MONOLITH);
    }

    private static int up(int number, int by) {
        return (number + by - 1) / by;
    }
}
