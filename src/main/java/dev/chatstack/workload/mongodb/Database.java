package dev.chatstack.workload.mongodb;

import java.util.List;
import software.constructs.Construct;

/** The MongoDB of a chat. */
public sealed interface Database permits MongoDb, ExternalMongoDb {
    /** How the chat reaches it. */
    MongoConnection connection();

    /** What must be there before its clients start. */
    List<Construct> before();

    /** Lets {@code client}, the pods of one workload of the chat's namespace, connect to it. */
    default void allowFrom(String client) {
        allowFrom(client, client);
    }

    /** Lets {@code client}, which runs as {@code account}, connect to the database. */
    void allowFrom(String client, String account);
}
