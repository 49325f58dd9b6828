package dev.chatstack.workload.mongodb;

import static dev.chatstack.kubernetes.access.GeneratedSecret.PASSWORD;
import static java.util.Objects.requireNonNull;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.constructs.Construct;

/** Accounts of a replica set, one Secret each, and the key by which the members know each other. */
public final class MongoAccounts extends Construct {
    /** Members accept 6 to 1024 base64 characters. */
    private static final int KEY_LENGTH = 512;

    /** Accounts whose rights end at the chat's own database. */
    private static final Set<String> OF_THE_CHAT = Set.of("chat", "backup");

    /** Account and database of a store of objects that keeps their names in MongoDB. */
    public static final String OBJECTS = "objects";

    private final GeneratedSecret key;
    private final Map<String, GeneratedSecret> accounts = new LinkedHashMap<>();

    MongoAccounts(Construct scope, Namespace namespace, String host, MongoDb.ReplicaSetSettings settings) {
        super(scope, "accounts");
        // never renewed: members with different keys do not speak to each other
        key = new GeneratedSecret(
                this,
                namespace,
                settings.name() + "-key",
                new GeneratedSecret.Revision(1, KEY_LENGTH),
                Map.of("key", PASSWORD));
        List<String> names = new ArrayList<>(List.of("root", "chat", "exporter", "backup", "restore"));
        if (settings.holdsObjectIndex()) {
            names.add(OBJECTS);
        }
        for (String account : names) {
            String database = database(account, settings);
            Map<String, String> keys = new TreeMap<>();
            keys.put("username", account);
            keys.put("password", PASSWORD);
            keys.put("database", database);
            keys.put("uri", uri(account, host, database));
            if (account.equals("chat")) {
                // the name that the chart of Rocket.Chat's makers asks for
                keys.put("mongo-uri", uri(account, host, database));
            }
            accounts.put(
                    account,
                    GeneratedSecret.of(
                            this, namespace, settings.name() + "-" + account, settings.secretsRevision(), keys));
        }
    }

    private static String database(String account, MongoDb.ReplicaSetSettings settings) {
        if (account.equals(OBJECTS)) {
            return OBJECTS;
        }
        return OF_THE_CHAT.contains(account) ? settings.database() : "admin";
    }

    /** The SRV record of {@code host} names every member there is, so another member changes no client. */
    private static String uri(String account, String host, String database) {
        return "mongodb+srv://" + account + ":" + PASSWORD + "@" + host + "/" + database
                + "?replicaSet=rs0&authSource=admin&tls=false&retryWrites=true&w=majority";
    }

    GeneratedSecret key() {
        return key;
    }

    /** The Secret of {@code account}. */
    GeneratedSecret account(String account) {
        return requireNonNull(accounts.get(account));
    }

    GeneratedSecret chat() {
        return account("chat");
    }

    /** The accounts by what they are for. */
    Map<String, GeneratedSecret> byName() {
        return accounts;
    }

    List<GeneratedSecret> secrets() {
        List<GeneratedSecret> all = new ArrayList<>(accounts.values());
        all.add(key);
        return all;
    }
}
