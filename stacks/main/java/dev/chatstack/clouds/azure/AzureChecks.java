package dev.chatstack.clouds.azure;

import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.doctor.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@code doctor} asks Azure. */
final class AzureChecks {
    /** Its arguments are object ids of people, machines and groups. */
    private static final String IS_AMONG = """
        if [ "$(az account show --query user.type --output tsv)" = servicePrincipal ]; then
            me=$(az ad sp show --id "$(az account show --query user.name --output tsv)" --query id --output tsv)
        else
            me=$(az ad signed-in-user show --query id --output tsv)
        fi
        [ -n "$me" ] || exit 1
        for id in "$@"; do
            [ "$id" != "$me" ] || exit 0
            [ "$(az ad group member check --group "$id" --member-id "$me" --query value --output tsv 2>/dev/null)" != true ] || exit 0
        done
        echo "error: the list lacks $me"
        exit 1
        """;

    /** Terraform registers the others, unless it must not. */
    private static final List<String> USED = List.of(
            "Microsoft.ContainerService",
            "Microsoft.Compute",
            "Microsoft.Insights",
            "Microsoft.ManagedIdentity",
            "Microsoft.Network",
            "Microsoft.OperationalInsights",
            "Microsoft.Storage");

    private AzureChecks() {}

    /** Who is signed in, and whether the subscription knows AKS. */
    static List<Check> of(AzureConfig azure) {
        List<Check> checks = new ArrayList<>(signedIn(azure));
        (azure.resourceProviderRegistrations() == AzureConfig.Registrations.NONE ? USED : USED.subList(0, 1))
                .forEach(provider -> checks.add(registered(provider)));
        checks.add(deployerAdministers(azure));
        azure.diskEncryptionSet()
                .ifPresent(set -> checks.add(Check.succeeds(
                        "disk encryption set " + set.substring(set.lastIndexOf('/') + 1),
                        "ask the owner of the disk encryption set for the right to read it",
                        "az",
                        "disk-encryption-set",
                        "show",
                        "--ids",
                        set)));
        azure.network().existing().ifPresent(network -> checks.addAll(new AzureNetworkChecks(azure, network).all()));
        checks.add(Check.succeeds("kubelogin", "./bootstrap-mgmt.sh --only kubelogin", "kubelogin", "--version"));
        return checks;
    }

    private static Check registered(String provider) {
        return Check.answers(
                "Registered",
                "resource provider " + provider,
                "az provider register --namespace " + provider,
                "az",
                "provider",
                "show",
                "--namespace",
                provider,
                "--query",
                "registrationState",
                "--output",
                "tsv");
    }

    private static List<Check> signedIn(AzureConfig azure) {
        return List.of(Check.answers(
                azure.subscriptionId(),
                "signed in to the subscription " + azure.subscriptionId(),
                "az login --tenant " + azure.tenantId() + " && az account set --subscription " + azure.subscriptionId(),
                "az",
                "account",
                "show",
                "--query",
                "id",
                "--output",
                "tsv"));
    }

    /** AKS has no shared account: without a role the platform's deploy is refused, 15 minutes later. */
    private static Check deployerAdministers(AzureConfig azure) {
        return Check.succeeds(
                "you are among cloud.administrators",
                "add your object id, or a group that you are in, to cloud.administrators",
                Stream.concat(Stream.of("sh", "-c", IS_AMONG, "sh"), azure.administrators().stream())
                        .toArray(String[]::new));
    }
}
