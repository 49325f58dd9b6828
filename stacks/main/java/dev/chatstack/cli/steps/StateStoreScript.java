package dev.chatstack.cli.steps;

import dev.chatstack.config.Environment;
import dev.chatstack.config.StateConfig;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.host.Terraform;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The script that makes the store of an environment's Terraform state, which Terraform itself cannot make: private, encrypted,
 * versioned, locked. The commands are the clouds' own and may be run any number of times.
 */
public record StateStoreScript(Environment environment) {
    private static final String ELSEWHERE = "must be made by hand, for the cloud of this environment does not say ";

    /** The script of a shell. */
    public String text() {
        StateConfig state = environment.config().state();
        if (state instanceof StateConfig.S3 s3) {
            return script("state-s3.sh", values("bucket", s3.bucket(), "region", s3.region()));
        }
        if (state instanceof StateConfig.Gcs gcs) {
            return script(
                    "state-gcs.sh",
                    values("bucket", gcs.bucket(), "project", project(gcs.bucket()), "region", region(gcs.bucket())));
        }
        if (state instanceof StateConfig.AzureBlob blob) {
            return script(
                    "state-azurerm.sh",
                    values(
                            "group", blob.resourceGroup(),
                            "account", blob.storageAccount(),
                            "container", blob.container(),
                            "region", region(blob.storageAccount())));
        }
        throw new UserError(environment.name()
                + ": state.backend: local needs nothing; name gcs, s3 or azurerm to share the state with others");
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

    private String project(String store) {
        if (environment.config().cloud() instanceof GoogleConfig google) {
            return google.project();
        }
        throw new UserError(store + " " + ELSEWHERE + "in which project of Google");
    }

    private String region(String store) {
        CloudConfig cloud = environment.config().cloud();
        if (cloud instanceof GoogleConfig google) {
            return google.region();
        }
        if (cloud instanceof AzureConfig azure) {
            return azure.region();
        }
        throw new UserError(
                store + " " + ELSEWHERE + (cloud instanceof AwsConfig ? "a region but Amazon's" : "a region"));
    }

    private static Map<String, String> values(String... pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return values;
    }

    /** The comment of the file, the names of this environment, the commands. */
    private static String script(String file, Map<String, String> values) {
        List<String> lines =
                ConfigFiles.resource("/dev/chatstack/cli/steps/" + file).lines().toList();
        String names = values.entrySet().stream()
                .map(value -> value.getKey() + "='" + value.getValue().replace("'", "'\\''") + "'")
                .collect(Collectors.joining("\n"));
        return lines.stream()
                        .filter(line -> !line.startsWith("# shellcheck"))
                        .map(line -> line.startsWith(": ") ? names : line)
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
