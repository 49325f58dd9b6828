package dev.chatstack.network;

import dev.chatstack.config.Destination;
import dev.chatstack.config.Environment;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.config.chat.ChatDestinations;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.values.network.Reach;
import dev.chatstack.stacks.ChatProduct;
import dev.chatstack.testing.Synth;
import java.util.ArrayList;
import java.util.List;

/** What a file of an environment with Rocket.Chat in a cluster names, and whether its pods reach that. */
public final class Destinations {
    private static final String PUBLIC = "93.184.216.34";
    private static final String SERVER = "rocketchat-server";
    private static final List<String> BACKUPS = List.of(
            "mongodb-backup",
            "mongodb-backup-retention",
            "mongodb-restore",
            "mongodb-restore-beside",
            "mongodb-restore-test");

    private Destinations() {}

    /** What the pods of {@code chat}, the stack of {@code environment}, should reach and do not. */
    public static List<String> unreached(Environment environment, Synth chat) {
        List<String> unreached = new ArrayList<>();
        if (environment.config().chat() instanceof RocketChatConfig rocketChat) {
            List<Destination> named = ChatDestinations.of(rocketChat.settings());
            check(SERVER, Egress.of(chat, SERVER), byProxy(environment, named), rocketChat.reaches(), unreached);
        }
        if (environment.config().mongodb().isOurs()) {
            BackupConfig backup = environment.config().backup();
            for (String workload : backups(environment)) {
                check(
                        workload,
                        Egress.of(chat, workload),
                        byProxy(environment, store(backup)),
                        backup.reaches(),
                        unreached);
            }
        }
        return unreached;
    }

    private static List<String> backups(Environment environment) {
        List<String> workloads = new ArrayList<>(BACKUPS);
        if (ChatProduct.of(environment).filesVolume().isPresent()) {
            workloads.addAll(List.of("uploads-backup", "uploads-restore"));
        }
        return workloads;
    }

    /** Servers of the internet that speak HTTPS are reached through the proxy, where there is one. */
    private static List<Destination> byProxy(Environment environment, List<Destination> named) {
        return environment
                .config()
                .proxy()
                .map(proxy -> named.stream()
                        .map(to -> to.port() == 443
                                        && !to.isAddress()
                                        && to.namespace().isEmpty()
                                ? new Destination(
                                        to.name(),
                                        to.setting(),
                                        proxy.networks().get(0).replaceFirst("/.*", ""),
                                        Destination.of("proxy", "proxy.url", proxy.url())
                                                .port())
                                : to)
                        .toList())
                .orElse(named);
    }

    private static void check(
            String workload, Egress egress, List<Destination> named, List<String> reaches, List<String> unreached) {
        named.stream()
                .filter(to -> !isReached(egress, to))
                .forEach(to -> unreached.add(workload + " to " + to.host() + ":" + to.port()));
        reaches.stream()
                .filter(reach -> !isOpen(egress, reach))
                .forEach(reach -> unreached.add(workload + " to " + reach));
    }

    private static boolean isReached(Egress pods, Destination to) {
        return to.namespace()
                .map(namespace -> pods.reachesPods(namespace, to.port()))
                .orElseGet(() -> pods.reaches(to.isAddress() ? to.host() : PUBLIC, to.port()));
    }

    private static boolean isOpen(Egress pods, String reach) {
        String place = Reach.Check.place(reach);
        int port = Reach.Check.port(reach);
        return Destination.namespace(place)
                .map(namespace -> pods.reachesPods(namespace, port) && !pods.reachesPods(namespace, port + 1))
                .orElseGet(() -> pods.reaches(place.replaceFirst("/.*", ""), port));
    }

    private static List<Destination> store(BackupConfig backup) {
        return backup.store() instanceof BackupStoreConfig.S3 s3
                ? s3.endpoint()
                        .map(url -> List.of(Destination.of("store", "backup.store.endpoint", url)))
                        .orElse(List.of())
                : List.of();
    }
}
