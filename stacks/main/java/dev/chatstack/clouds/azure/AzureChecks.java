package dev.chatstack.clouds.azure;

import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.doctor.Check;
import java.util.List;

/** What {@code doctor} asks Azure. */
final class AzureChecks {
    private AzureChecks() {}

    /** Who is signed in, and whether the subscription knows AKS. */
    static List<Check> of(AzureConfig azure) {
        return List.of(
                Check.answers(
                        azure.subscriptionId(),
                        "signed in to the subscription " + azure.subscriptionId(),
                        "az login --tenant " + azure.tenantId() + " && az account set --subscription "
                                + azure.subscriptionId(),
                        "az",
                        "account",
                        "show",
                        "--query",
                        "id",
                        "--output",
                        "tsv"),
                Check.answers(
                        "Registered",
                        "resource provider Microsoft.ContainerService",
                        "az provider register --namespace Microsoft.ContainerService",
                        "az",
                        "provider",
                        "show",
                        "--namespace",
                        "Microsoft.ContainerService",
                        "--query",
                        "registrationState",
                        "--output",
                        "tsv"),
                Check.succeeds("kubelogin", "./bootstrap-mgmt.sh --only kubelogin", "kubelogin", "--version"));
    }
}
