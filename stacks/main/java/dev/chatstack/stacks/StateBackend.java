package dev.chatstack.stacks;

import com.hashicorp.cdktf.AzurermBackend;
import com.hashicorp.cdktf.AzurermBackendConfig;
import com.hashicorp.cdktf.GcsBackend;
import com.hashicorp.cdktf.GcsBackendConfig;
import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.S3Backend;
import com.hashicorp.cdktf.S3BackendConfig;
import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.config.StateConfig;

/** Keeps the state of each stack under the stack's own name, locked while in use. */
final class StateBackend {
    /** Terraform runs in cdktf.out/stacks/NAME, which every synth may remove. */
    private static final String ROOT = "../../..";

    private StateBackend() {}

    static void define(TerraformStack stack, String name, StateConfig config) {
        if (config instanceof StateConfig.Local) {
            new LocalBackend(
                    stack,
                    LocalBackendConfig.builder()
                            .path(ROOT + "/state/" + name + ".tfstate")
                            .build());
        } else if (config instanceof StateConfig.Gcs gcs) {
            new GcsBackend(
                    stack,
                    GcsBackendConfig.builder().bucket(gcs.bucket()).prefix(name).build());
        } else if (config instanceof StateConfig.S3 s3) {
            new S3Backend(
                    stack,
                    S3BackendConfig.builder()
                            .bucket(s3.bucket())
                            .key(name + ".tfstate")
                            .region(s3.region())
                            .encrypt(true)
                            .build());
            // CDKTF 0.21 does not know Terraform's lock file
            stack.addOverride("terraform.backend.s3.use_lockfile", true);
        } else if (config instanceof StateConfig.AzureBlob azure) {
            new AzurermBackend(
                    stack,
                    AzurermBackendConfig.builder()
                            .resourceGroupName(azure.resourceGroup())
                            .storageAccountName(azure.storageAccount())
                            .containerName(azure.container())
                            .key(name + ".tfstate")
                            .useAzureadAuth(true)
                            .build());
        }
    }
}
