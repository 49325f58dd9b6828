package dev.chatstack.cloud;

import java.util.Map;

/**
 * A store of objects as rclone reaches it.
 *
 * @param path of the folder in it, for example {@code store:bucket/mongodb}
 * @param environment variables that tell rclone what {@code store:} is
 */
public record ObjectStore(String path, Map<String, String> environment) {
    public ObjectStore {
        environment = Map.copyOf(environment);
    }
}
