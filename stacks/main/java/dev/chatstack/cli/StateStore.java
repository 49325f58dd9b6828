package dev.chatstack.cli;

import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.StateStore.MadeByHand;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;

/** Makes the place where Terraform keeps what it knows, which Terraform itself cannot make, with the clouds' own commands. */
record StateStore(Environment environment) {
    /** The script of a shell that makes it. */
    String script() {
        try {
            return Clouds.state(environment).script();
        } catch (MadeByHand e) {
            throw new UserError(e.getMessage());
        }
    }

    /** Runs it and lets it print; its exit code. */
    int make() {
        try {
            return new ProcessBuilder("bash", "-euo", "pipefail", "-c", script())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UserError("bash is not on the PATH: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
