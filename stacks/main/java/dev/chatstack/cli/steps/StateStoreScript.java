package dev.chatstack.cli.steps;

import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.StateStore.MadeByHand;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;

/**
 * The script that makes the store of an environment's Terraform state, which Terraform itself cannot make: private, encrypted,
 * versioned, locked. The commands are the clouds' own and may be run any number of times.
 */
public record StateStoreScript(Environment environment) {
    /** The script of a shell. */
    public String text() {
        try {
            return Clouds.state(environment).script();
        } catch (MadeByHand e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    /** Runs it and lets it print; its exit code. */
    public int run() {
        try {
            return new ProcessBuilder("bash", "-euo", "pipefail", "-c", text())
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
