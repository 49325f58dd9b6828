package dev.chatstack.doctor;

import dev.chatstack.config.StateConfig;
import java.util.List;

/** What {@link Doctor} asks about the place where Terraform keeps what it knows. */
final class StateChecks {
    private StateChecks() {}

    /** What must hold there; {@code fix} makes it so. */
    static List<Check> of(StateConfig state, String fix) {
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
