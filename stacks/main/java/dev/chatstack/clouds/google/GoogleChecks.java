package dev.chatstack.clouds.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.cloud.google.GoogleNames;
import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.doctor.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code doctor} asks Google Cloud. */
final class GoogleChecks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoogleChecks() {}

    /** Who is signed in, to what, and whether there is room for the nodes. */
    static List<Check> of(GoogleNames names) {
        GoogleConfig google = names.config();
        String project = google.project();
        List<Check> checks = new ArrayList<>(ofProject(project));
        checks.add(Check.succeeds(
                "gke-gcloud-auth-plugin", "./bootstrap-mgmt.sh --only gcloud", "gke-gcloud-auth-plugin", "--version"));
        google.zones()
                .forEach(zone ->
                        checks.add(machineType(project, zone, google.nodes().machineType())));
        google.databaseNodes().ifPresent(own -> google.zones()
                .forEach(zone -> checks.add(machineType(project, zone, own.machineType()))));
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
                answer -> tooFew(
                        answer,
                        google.nodes().maxWorkersCount() * cpus(google.nodes().machineType())
                                + google.databaseNodes()
                                        .map(own -> own.workersCount() * cpus(own.machineType()))
                                        .orElse(0)),
                "ask for more at IAM > Quotas, or choose fewer or smaller nodes"));
        google.network().existing().ifPresent(network -> checks.addAll(new GoogleNetworkChecks(names, network).all()));
        google.kmsKey()
                .ifPresent(key -> checks.add(Check.answers(
                        "ENABLED",
                        "key " + key,
                        "grant Google's service agents the key, as docs/organisation.md shows",
                        "gcloud",
                        "kms",
                        "keys",
                        "describe",
                        key,
                        "--format=value(primary.state)")));
        return checks;
    }

    /** What asks for a subnetwork that exists, in {@code format}. */
    static List<String> describeSubnetwork(String subnetwork, String region, String project, String format) {
        return List.of(
                "gcloud",
                "compute",
                "networks",
                "subnets",
                "describe",
                subnetwork,
                "--region",
                region,
                "--project",
                project,
                "--format=" + format);
    }

    /** A rule of a host project, which those who may change a service project may seldom make; {@code rest} is the rest of its command. */
    static Check firewallRule(String rule, String hostProject, String network, String rest) {
        return Check.succeeds(
                "firewall rule " + rule + " in the host project " + hostProject,
                "gcloud compute firewall-rules create " + rule + " --project " + hostProject + " --network " + network
                        + " " + rest,
                "gcloud",
                "compute",
                "firewall-rules",
                "describe",
                rule,
                "--project",
                hostProject);
    }

    private static Check machineType(String project, String zone, String machineType) {
        return Check.succeeds(
                "machine type " + machineType + " in " + zone,
                "choose one of `gcloud compute machine-types list --zones " + zone + " --project " + project + "`",
                "gcloud",
                "compute",
                "machine-types",
                "describe",
                machineType,
                "--zone",
                zone,
                "--project",
                project);
    }

    /** That somebody is signed in, and that something can be made in {@code project}. */
    static List<Check> ofProject(String project) {
        return List.of(
                Check.succeeds(
                        "signed in to gcloud", "gcloud auth login", "gcloud", "auth", "print-access-token", "--quiet"),
                Check.succeeds(
                        "signed in to Google Cloud for Terraform",
                        "gcloud auth application-default login",
                        "gcloud",
                        "auth",
                        "application-default",
                        "print-access-token",
                        "--quiet"),
                Check.answers(
                        "ACTIVE",
                        "project " + project,
                        "gcloud projects create " + project + ", or ask the owner for the role Owner",
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

    private static Optional<String> tooFew(String answer, int wanted) {
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
}
