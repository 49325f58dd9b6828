package dev.chatstack.config.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A setting that {@code chat.concurrentUsers} chooses where the file leaves it out. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Sized {
    /** What the setting says. */
    Quantity value();

    /** What grows with the people. */
    enum Quantity {
        /** Pods of the chat. */
        CHAT_REPLICAS,
        /** Memory of each member of the database. */
        DATABASE_MEMORY,
        /** Volume of each member of the database. */
        DATABASE_VOLUME,
        /** Nodes that are always there. */
        FEWEST_NODES,
        /** Nodes that the autoscaler makes at most. */
        MOST_NODES
    }
}
