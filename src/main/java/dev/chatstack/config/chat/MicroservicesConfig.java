package dev.chatstack.config.chat;

import dev.chatstack.config.Sizing;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** How many pods of each program there are when Rocket.Chat runs as microservices. */
public record MicroservicesConfig(
        @About("pods that hold people's connections; by default one for every 500 of chat.concurrentUsers, at "
                + "least 2")
        Optional<@Min(1) @Max(60) Integer> ddpStreamer,

        @About("pods that check accounts and sign-ins") Optional<@Min(1) @Max(20) Integer> account,

        @About("pods that check permissions") Optional<@Min(1) @Max(20) Integer> authorization,

        @About("pods that know who is online") Optional<@Min(1) @Max(20) Integer> presence,

        @About("servers of NATS, which carries messages between the programs")
        Optional<@Min(1) @Max(5) Integer> nats,

        @About("the older program that watches the database; only before Rocket.Chat 8, and then exactly 1")
        Optional<Integer> streamHub,

        @About("run without a licence: one pod of each program, and downtime at each change") @Default("false")
        boolean withoutLicence,

        @About("maximum ddp-streamer pods with chat.autoscaling; by default twice the normal number")
        Optional<@Min(2) @Max(120) Integer> maxDdpStreamer,

        @About("name of a pod metric that counts connections, such as users_connected, which a metrics adapter "
                + "must serve. The autoscaler then targets 500 connections per pod in addition to CPU, and uses "
                + "the larger number of pods")
        Optional<
                        @Pattern(
                                regexp = "[a-zA-Z_][a-zA-Z0-9_]*",
                                message = "must be the name of a metric such as users_connected")
                        String>
                connectionsMetric,

        @About("an existing NATS, instead of servers of the chart")
        Optional<ExternalNatsConfig> externalNats) {
    /** What survives a node failure. */
    private static final int SAFE = 2;

    private static final int NATS = 3;

    /** Pods for the connections of {@code concurrentUsers}; empty for a few hundred. */
    public int ddpStreamers(Optional<Integer> concurrentUsers) {
        return count(ddpStreamer, Sizing.ddpStreamers(concurrentUsers.orElse(0)));
    }

    /** Pods for accounts. */
    public int accounts() {
        return count(account, SAFE);
    }

    /** Pods for rights. */
    public int authorizations() {
        return count(authorization, SAFE);
    }

    /** Pods for presence. */
    public int presences() {
        return count(presence, SAFE);
    }

    /** Pods that the connections may grow to. */
    public int maxDdpStreamers(Optional<Integer> concurrentUsers) {
        return maxDdpStreamer.orElse(2 * ddpStreamers(concurrentUsers));
    }

    /** Servers of NATS; they ask for no licence. */
    public int natsServers() {
        return externalNats.isPresent() ? 0 : nats.orElse(NATS);
    }

    /** Pods of one program: without a licence a second one stops itself. */
    private int count(Optional<Integer> given, int usual) {
        return withoutLicence ? 1 : given.orElse(usual);
    }
}
