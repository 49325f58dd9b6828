package dev.chatstack.config;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** One machine with Docker, here or reached by SSH. */
@About("one machine with Docker: nothing but Docker runs there, and one stack holds everything")
public record DockerConfig(
        @About("the Docker engine: its socket here, or ssh://user@machine")
        @Default("unix:///var/run/docker.sock")
        @NotNull
        @Pattern(
                regexp = "unix:///[-_./a-zA-Z0-9]+|ssh://([-_.a-zA-Z0-9]+@)?[-.a-zA-Z0-9]+(:\\d+)?",
                message = "must be a socket such as unix:///var/run/docker.sock, or ssh://user@machine")
        String host,

        @About(
                "folder on that machine with what people keep secret: what is called a Secret elsewhere in this file is a folder in it, with one file for each key")
        @Default("/etc/chatstack/secrets")
        @NotNull
        @Pattern(regexp = "/[-_./a-zA-Z0-9]+", message = "must be an absolute path such as /etc/chatstack/secrets")
        String secrets)
        implements CloudConfig {
    private static final String UNIX = "unix://";

    /** Path of the engine's socket on the machine where it runs. */
    public String socket() {
        return host.startsWith(UNIX) ? host.substring(UNIX.length()) : "/var/run/docker.sock";
    }
}
