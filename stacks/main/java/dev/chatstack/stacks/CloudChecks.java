package dev.chatstack.stacks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.config.AwsConfig;
import dev.chatstack.config.AzureConfig;
import dev.chatstack.config.CloudConfig;
import dev.chatstack.config.DockerConfig;
import dev.chatstack.config.ExistingClusterConfig;
import dev.chatstack.config.GoogleConfig;
import dev.chatstack.config.StateConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@link Doctor} asks a cloud through its own program: who is signed in, to what, and whether there is room. */
final class CloudChecks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CloudChecks() {}

    /** What must hold where the environment is to run. */
    static List<Check> of(CloudConfig cloud) {
        if (cloud instanceof GoogleConfig google) {
            return google(google);
        }
        if (cloud instanceof AwsConfig aws) {
            return aws(aws);
        }
        if (cloud instanceof AzureConfig azure) {
            return azure(azure);
        }
        if (cloud instanceof DockerConfig docker) {
            return DockerChecks.of(docker);
        }
        return cloud instanceof ExistingClusterConfig existing ? existing(existing) : List.of();
    }

    /** What must hold where Terraform keeps what it knows; {@code fix} makes it so. */
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

    private static List<Check> google(GoogleConfig google) {
        String project = google.project();
        List<Check> checks = new ArrayList<>(googleProject(project));
        checks.add(Check.succeeds(
                "gke-gcloud-auth-plugin", "./bootstrap-mgmt.sh --only gcloud", "gke-gcloud-auth-plugin", "--version"));
        checks.add(new Check(
                "CPU quota in " + google.region() + " for "
                        + google.nodes().maxWorkersCount() + " "
                        + google.nodes().machineType(),
                List.of(
                        "gcloud",
                        "compute",
                        "regions",
                        "describe",
                        google.region(),
                        "--project",
                        project,
                        "--format=json(quotas)"),
                answer -> googleCpus(
                        answer,
                        google.nodes().maxWorkersCount() * cpus(google.nodes().machineType())),
                "ask for more at IAM > Quotas, or choose fewer or smaller nodes"));
        return checks;
    }

    /** That somebody is signed in, and that something can be made in {@code project}. */
    static List<Check> googleProject(String project) {
        return List.of(
                Check.succeeds(
                        "signed in to Google Cloud",
                        "gcloud auth application-default login",
                        "gcloud",
                        "auth",
                        "application-default",
                        "print-access-token",
                        "--quiet"),
                Check.answers(
                        "ACTIVE",
                        "project " + project,
                        "gcloud projects create " + project + ", or ask whoever owns it for the role Owner",
                        "gcloud",
                        "projects",
                        "describe",
                        project,
                        "--format=value(lifecycleState)"),
                Check.answers(
                        "True",
                        "billing of " + project,
                        "gcloud billing projects link " + project + " --billing-account=ACCOUNT",
                        "gcloud",
                        "billing",
                        "projects",
                        "describe",
                        project,
                        "--format=value(billingEnabled)"));
    }

    /** The last part of a machine type's name is the number of its CPUs, except for the shared ones, which have 2. */
    private static int cpus(String machineType) {
        String last = machineType.substring(machineType.lastIndexOf('-') + 1);
        return last.matches("\\d+") ? Integer.parseInt(last) : 2;
    }

    private static Optional<String> googleCpus(String answer, int wanted) {
        try {
            for (JsonNode quota : JSON.readTree(answer).path("quotas")) {
                int free = quota.path("limit").asInt() - quota.path("usage").asInt();
                if (quota.path("metric").asText().equals("CPUS") && free < wanted) {
                    return Optional.of(free + " CPUs are free, " + wanted + " may be needed");
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of("gcloud answered something else than JSON");
        }
    }

    private static List<Check> aws(AwsConfig aws) {
        return List.of(
                Check.answers(
                        aws.accountId(),
                        "signed in to the AWS account " + aws.accountId(),
                        "aws sso login, or set AWS_PROFILE to a profile of that account",
                        "aws",
                        "sts",
                        "get-caller-identity",
                        "--query",
                        "Account",
                        "--output",
                        "text"),
                Check.answers(
                        "opt-in-not-required",
                        "region " + aws.region(),
                        "switch the region on in the account's settings, or choose another one",
                        "aws",
                        "ec2",
                        "describe-regions",
                        "--region",
                        aws.region(),
                        "--region-names",
                        aws.region(),
                        "--query",
                        "Regions[0].OptInStatus",
                        "--output",
                        "text"),
                Check.succeeds(
                        "EKS may be asked in " + aws.region(),
                        "ask whoever administers the account for the right to make clusters",
                        "aws",
                        "eks",
                        "list-clusters",
                        "--region",
                        aws.region()));
    }

    private static List<Check> azure(AzureConfig azure) {
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

    private static List<Check> existing(ExistingClusterConfig existing) {
        String home = System.getProperty("user.home");
        return List.of(Check.succeeds(
                "cluster of the context " + existing.context(),
                "kubectl config get-contexts shows those that there are; cloud.context and cloud.kubeconfig choose one",
                "kubectl",
                "--kubeconfig",
                existing.kubeconfig().replaceFirst("^~", home),
                "--context",
                existing.context(),
                "--request-timeout=20s",
                "get",
                "--raw",
                "/readyz"));
    }
}
