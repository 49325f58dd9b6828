package dev.chatstack.workload.objects;

import dev.chatstack.kubernetes.pod.EnvValue;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a client reaches a bucket. Never the keys themselves, only where they are.
 *
 * @param tls whether it is spoken to by HTTPS
 */
public record ObjectsConnection(
        String host, int port, boolean tls, String bucket, EnvValue accessKey, EnvValue secretKey) {
    private static final String REMOTE = "RCLONE_CONFIG_OBJECTS_";

    /** What makes rclone call it {@code objects:}. */
    public Map<String, EnvValue> rclone() {
        Map<String, EnvValue> environment = new TreeMap<>();
        environment.put("RCLONE_CONFIG", new EnvValue.Plain("/dev/null"));
        environment.put(REMOTE + "TYPE", new EnvValue.Plain("s3"));
        environment.put(REMOTE + "PROVIDER", new EnvValue.Plain("Other"));
        environment.put(REMOTE + "ENDPOINT", new EnvValue.Plain((tls ? "https://" : "http://") + host + ":" + port));
        environment.put(REMOTE + "ACCESS_KEY_ID", accessKey);
        environment.put(REMOTE + "SECRET_ACCESS_KEY", secretKey);
        return environment;
    }

    /** What rclone calls the bucket. */
    public String path() {
        return "objects:" + bucket;
    }
}
