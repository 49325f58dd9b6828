package dev.chatstack.docker.programs;

import static java.util.Objects.requireNonNull;

import dev.chatstack.docker.Delivery;
import dev.chatstack.docker.Folder;
import dev.chatstack.workload.mongodb.MongoAccounts;
import dev.chatstack.workload.mongodb.MongoDb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.constructs.Construct;

/** Accounts of the replica set of a Docker host: the same as those of {@link MongoAccounts}. */
public final class ReplicaSetAccounts extends Construct {
    /** Members accept 6 to 1024 base64 characters. */
    private static final int KEY_LENGTH = 512;

    private static final int PASSWORD_LENGTH = 32;

    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final String key;
    private final String database;
    private final String hosts;

    /** Defines the accounts of a replica set of {@code members} members; {@code delivery} makes the passwords. */
    public ReplicaSetAccounts(Construct scope, Delivery delivery, int members, String database, int revision) {
        super(scope, "accounts");
        this.database = database;
        hosts = IntStream.range(0, members)
                .mapToObj(ordinal -> DockerMongoDb.NAME + "-" + ordinal + ":" + MongoDb.PORT)
                .collect(Collectors.joining(","));
        // never renewed: members with different keys do not speak to each other
        key = delivery.key("mongodb-key", KEY_LENGTH, DockerMongoDb.NAME + "-0");
        for (String account : List.of("root", "chat", "backup", "restore", "exporter")) {
            passwords.put(account, delivery.password("mongodb-" + account, PASSWORD_LENGTH, revision));
        }
    }

    /** What stands for the password of {@code account} in a folder. */
    String password(String account) {
        return requireNonNull(passwords.get(account));
    }

    /** Puts the key and every account into the folder of the members, whose reconciler looks at the accounts. */
    void into(Folder folder) {
        folder.secret("key", key);
        passwords.forEach((account, password) -> {
            String path = "accounts/" + account + "/";
            folder.watchedSecret(path + "username", account);
            folder.watchedSecret(path + "password", password);
            folder.watchedSecret(path + "database", database);
        });
    }

    /** The connection string of {@code account}. */
    public String uri(String account) {
        return "mongodb://" + account + ":" + passwords.get(account) + "@" + hosts + "/" + database
                + "?replicaSet=rs0&authSource=admin&retryWrites=true&w=majority";
    }
}
