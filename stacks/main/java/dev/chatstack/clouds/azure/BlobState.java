package dev.chatstack.clouds.azure;

import com.hashicorp.cdktf.AzurermBackend;
import com.hashicorp.cdktf.AzurermBackendConfig;
import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.clouds.StateScript;
import dev.chatstack.clouds.StateStore;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.StateConfig;
import dev.chatstack.doctor.Check;
import java.util.List;

/** A container of a storage account. */
public record BlobState(StateConfig.AzureBlob state, EnvironmentConfig environment) implements StateStore {
    @Override
    public void keep(TerraformStack stack, String name) {
        new AzurermBackend(
                stack,
                AzurermBackendConfig.builder()
                        .resourceGroupName(state.resourceGroup())
                        .storageAccountName(state.storageAccount())
                        .containerName(state.container())
                        .key(name + ".tfstate")
                        .useAzureadAuth(true)
                        .build());
    }

    @Override
    public List<Check> checks(String fix) {
        return List.of(Check.answers(
                "true",
                "state container " + state.container() + " in " + state.storageAccount(),
                fix,
                "az",
                "storage",
                "container",
                "exists",
                "--auth-mode",
                "login",
                "--account-name",
                state.storageAccount(),
                "--name",
                state.container(),
                "--query",
                "exists",
                "--output",
                "tsv"));
    }

    @Override
    public String script() {
        if (environment.cloud() instanceof AzureConfig azure) {
            return StateScript.of(
                    "azure",
                    "group",
                    state.resourceGroup(),
                    "account",
                    state.storageAccount(),
                    "container",
                    state.container(),
                    "region",
                    azure.region());
        }
        throw new MadeByHand(state.storageAccount()
                + " must be made by hand, for the cloud of this environment does not say a region"
                + (environment.cloud() instanceof AwsConfig ? " but Amazon's" : ""));
    }
}
