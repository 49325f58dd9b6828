package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.provider.GoogleProvider;
import dev.chatstack.config.GoogleConfig;

/** Signs a stack in to Google Cloud as the person or the machine that runs Terraform. */
final class GoogleProviders {
    private GoogleProviders() {}

    static void define(TerraformStack stack, GoogleConfig config) {
        GoogleProvider.Builder.create(stack, "google")
                .project(config.project())
                .region(config.region())
                .build();
    }
}
