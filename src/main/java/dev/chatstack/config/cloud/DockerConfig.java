package dev.chatstack.config.cloud;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.HostFolder;
import dev.chatstack.config.values.network.Port;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** One machine with Docker, here, reached by SSH, or made for the environment. */
@About("one machine with Docker: nothing but Docker runs there, and one stack holds everything")
public record DockerConfig(
        @About("the Docker engine: its socket here, or ssh://user@machine")
        @Default(DockerConfig.HERE)
        @Pattern(
                regexp = "unix://(/[_a-zA-Z0-9][-_.a-zA-Z0-9]*)+|ssh://([a-zA-Z_][-_.a-zA-Z0-9]*@)?" + Port.HOST
                        + Port.OPTIONAL,
                message = "must be a socket such as unix:///var/run/docker.sock, or ssh://user@machine")
        String host,

        @About("folder on that machine with what people keep secret: what is called a Secret elsewhere in this "
                + "file is a folder in it, with one file for each key")
        @Default("/etc/chatstack/secrets")
        @HostFolder
        String secrets,

        @About("creates the machine; excludes cloud.host") Optional<MachineConfig> machine)
        implements CloudConfig {
    /** The engine of the machine that deploys. */
    public static final String HERE = "unix:///var/run/docker.sock";

    private static final String UNIX = "unix://";

    @Override
    public Optional<String> servicesDomain() {
        return Optional.empty();
    }

    /** Path of the engine's socket on the machine where it runs. */
    public String socket() {
        return host.startsWith(UNIX) ? host.substring(UNIX.length()) : "/var/run/docker.sock";
    }
}
