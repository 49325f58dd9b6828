package dev.chatstack.config.chat;

import dev.chatstack.config.Sizing;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** How many pods of each program there are when Rocket.Chat runs as microservices. */
public record MicroservicesConfig(
        @About(
                "pods that hold people's connections; left out, one for every 500 of chat.concurrentUsers, and at least 2")
        @Min(1)
        @Max(60)
        Integer ddpStreamer,

        @About("pods that check accounts and sign-ins") @Min(1) @Max(20)
        Integer account,

        @About("pods that check rights") @Min(1) @Max(20) Integer authorization,

        @About("pods that know who is there") @Min(1) @Max(20)
        Integer presence,

        @About("servers of NATS, through which the programs talk") @Min(1) @Max(5)
        Integer nats,

        @About("the older program that watches the database; only before Rocket.Chat 8, and then exactly 1")
        Integer streamHub,

        @About("run without a licence: one pod of each program, replaced with an interruption")
        @Default("false")
        @NotNull
        Boolean withoutLicence,

        @About(
                "the most pods for people's connections, where chat.autoscaling is set; left out, twice those that always run")
        @Min(2)
        @Max(120)
        Integer maxDdpStreamer,

        @About(
                "a metric of pods that counts connections, such as users_connected, where the cluster serves one (custom.metrics.k8s.io); chat.autoscaling then aims at 500 connections a pod beside its CPU use, and what asks for more pods wins")
        @Pattern(regexp = "[a-zA-Z_][a-zA-Z0-9_]*", message = "must be the name of a metric such as users_connected")
        String connectionsMetric) {
    /** What survives the loss of a node. */
    private static final int SAFE = 2;

    private static final int NATS = 3;

    /** Pods for the connections of {@code concurrentUsers}, which may be null. */
    public int ddpStreamers(Integer concurrentUsers) {
        if (withoutLicence) {
            return 1;
        }
        return ddpStreamer != null ? ddpStreamer : Sizing.ddpStreamers(concurrentUsers == null ? 0 : concurrentUsers);
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
    public int maxDdpStreamers(Integer concurrentUsers) {
        return maxDdpStreamer != null ? maxDdpStreamer : 2 * ddpStreamers(concurrentUsers);
    }

    /** Servers of NATS; they ask for no licence. */
    public int natsServers() {
        return nats == null ? NATS : nats;
    }

    private int count(Integer given, int usual) {
        return given != null ? given : withoutLicence ? 1 : usual;
    }
}
