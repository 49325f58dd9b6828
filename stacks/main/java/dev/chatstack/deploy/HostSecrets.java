package dev.chatstack.deploy;

import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.live.DockerHost;
import dev.chatstack.synthesis.UserError;
import java.util.ArrayList;
import java.util.List;

/** The folders with what people keep secret, which they make on a Docker host before its containers start. */
record HostSecrets(Environment environment, HostCloud cloud, Terminal terminal) {
    /** Stops the command unless every folder exists on {@code machine}. */
    void demand(DockerHost machine) {
        List<OwnSecret> missing = SecretCommands.onHost(environment).stream()
                .filter(secret -> !machine.hasFolder(cloud.secrets() + "/" + secret.name()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "Secrets that only you can create are missing on the machine of the engine. Type there; FILE is a file with"
                        + " the value and nothing else:");
        missing.forEach(secret -> {
            lines.add("  # " + secret.setting());
            SecretCommands.onHost(cloud.secrets(), secret).forEach(line -> lines.add("  " + line));
        });
        lines.add("Then run the same command again to continue");
        throw new UserError(String.join("\n", lines));
    }
}
