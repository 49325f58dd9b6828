package dev.chatstack.doctor;

import dev.chatstack.config.Environment;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out whether this machine and its sign-ins can deploy an environment, before Terraform finds out half way. */
public final class Doctor {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.\\d+");

    private final Environment environment;
    private final PrintStream out;
    private boolean healthy = true;

    /** Examines for {@code environment} and reports to {@code out}. */
    public Doctor(Environment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** Makes every check and says each result with its remedy; whether all is well. */
    public boolean examine() {
        report("values of your own", Placeholders.in(environment), "put yours into " + Placeholders.file(environment));
        List<Check> checks = new ArrayList<>(tools(environment.config().cloud()));
        checks.addAll(CloudChecks.of(environment.config().cloud()));
        checks.addAll(StateChecks.of(environment.config(), "./chatstack state -e " + environment.name() + " --apply"));
        checks.forEach(check -> report(check.what(), check.problem(), check.fix()));
        String host = environment.config().chat().host();
        // browsers know these names themselves
        if (!host.endsWith(".localhost")) {
            dnsRecord(host);
        }
        return healthy;
    }

    private static List<Check> tools(CloudConfig cloud) {
        Check terraform = newer("Terraform or OpenTofu", "terraform", 1, 11, "terraform", "version");
        if (cloud instanceof DockerConfig) {
            // `up` needs no more, and there is no Kubernetes
            return List.of(terraform);
        }
        return List.of(
                terraform,
                Check.succeeds(
                        "cdktf or cdktn",
                        "./bootstrap-mgmt.sh",
                        "sh",
                        "-c",
                        "cdktf --version 2>/dev/null || cdktn --version 2>/dev/null || { echo neither is on the PATH; exit 1; }"),
                Check.succeeds("kubectl", "./bootstrap-mgmt.sh --only kubectl", "kubectl", "version", "--client"));
    }

    private static Check newer(String what, String tool, int major, int minor, String... command) {
        return new Check(
                what,
                List.of(command),
                answer -> {
                    Matcher version = VERSION.matcher(answer);
                    if (!version.find()) {
                        return Optional.of("its version is not in `"
                                + answer.lines().findFirst().orElse("") + "`");
                    }
                    int found = 1000 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2));
                    return found >= 1000 * major + minor
                            ? Optional.empty()
                            : Optional.of("version " + version.group() + " is older than " + major + "." + minor);
                },
                "./bootstrap-mgmt.sh --only " + tool);
    }

    /** No problem when it is missing: before the first deploy there is nothing that it could point at. */
    private void dnsRecord(String host) {
        if (isKnown(host)) {
            out.println("ok       DNS record of " + host);
        } else {
            out.println("later    DNS record of " + host + ": no name server knows it");
            out.println("         after the deploy, point it at " + place());
        }
    }

    private String place() {
        CloudConfig cloud = environment.config().cloud();
        if (cloud instanceof ExistingClusterConfig) {
            return "the cluster's Ingress controller or router";
        }
        return cloud instanceof DockerConfig docker && docker.machine().isEmpty() ? "the machine" : "the output `address`";
    }

    private static boolean isKnown(String host) {
        try {
            InetAddress.getByName(host);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void report(String what, Optional<String> problem, String fix) {
        if (problem.isEmpty()) {
            out.println("ok       " + what);
            return;
        }
        healthy = false;
        out.println("problem  " + what + ": " + problem.get());
        out.println("         " + fix);
    }
}
