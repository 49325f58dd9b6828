package dev.chatstack.doctor;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.StateConfig;
import dev.chatstack.config.cloud.AwsConfig;
import java.util.ArrayList;
import java.util.List;

/** What {@link Doctor} asks about the place where Terraform keeps what it knows. */
final class StateChecks {
    private StateChecks() {}

    /** What must hold there; {@code fix} makes it so. */
    static List<Check> of(EnvironmentConfig config, String fix) {
        StateConfig state = config.state();
        List<Check> checks = new ArrayList<>();
        if (state instanceof StateConfig.S3 && !(config.cloud() instanceof AwsConfig)) {
            checks.add(Check.succeeds(
                    "signed in to AWS, where the state is",
                    "aws sso login, or set AWS_PROFILE",
                    "aws",
                    "sts",
                    "get-caller-identity"));
        }
        checks.addAll(place(state, fix));
        return checks;
    }

    private static List<Check> place(StateConfig state, String fix) {
        if (state instanceof StateConfig.Gcs gcs) {
            return List.of(Check.answers(
                    "True",
                    "versioned state bucket " + gcs.bucket(),
                    fix,
                    "gcloud",
                    "storage",
                    "buckets",
                    "describe",
                    "gs://" + gcs.bucket(),
                    "--format=value(versioning_enabled)"));
        }
        if (state instanceof StateConfig.S3 s3) {
            return List.of(Check.answers(
                    "Enabled",
                    "versioned state bucket " + s3.bucket(),
                    fix,
                    "aws",
                    "s3api",
                    "get-bucket-versioning",
                    "--bucket",
                    s3.bucket(),
                    "--region",
                    s3.region(),
                    "--query",
                    "Status",
                    "--output",
                    "text"));
        }
        if (state instanceof StateConfig.AzureBlob blob) {
            return List.of(Check.answers(
                    "true",
                    "state container " + blob.container() + " in " + blob.storageAccount(),
                    fix,
                    "az",
                    "storage",
                    "container",
                    "exists",
                    "--auth-mode",
                    "login",
                    "--account-name",
                    blob.storageAccount(),
                    "--name",
                    blob.container(),
                    "--query",
                    "exists",
                    "--output",
                    "tsv"));
        }
        return List.of();
    }
}
