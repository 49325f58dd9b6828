package dev.chatstack.doctor;

import dev.chatstack.config.Environment;
import dev.chatstack.doctor.Finding.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out whether this machine and its sign-ins can deploy an environment, before Terraform finds out half way. */
public final class Doctor {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.\\d+");

    private final Environment environment;
    private final CloudChecks cloud;
    private final List<Check> state;
    private final List<Finding> findings = new ArrayList<>();
    private final Consumer<Finding> each;

    /** Examines for {@code environment}, its {@code cloud} and where its {@code state} is; {@code each} gets every finding at once. */
    public Doctor(Environment environment, CloudChecks cloud, List<Check> state, Consumer<Finding> each) {
        this.environment = environment;
        this.cloud = cloud;
        this.state = state;
        this.each = each;
    }

    /** Makes every check. */
    public List<Finding> examine() {
        report(Finding.of(
                "example values are replaced",
                Placeholders.in(environment),
                "replace them in " + Placeholders.file(environment)));
        Stream.of(tools(), cloud.checks(), state).flatMap(List::stream).forEach(check -> report(check.finding()));
        String host = environment.config().chat().host();
        // browsers know these names themselves
        if (!host.endsWith(".localhost")) {
            dnsRecord(host);
        }
        return List.copyOf(findings);
    }

    private List<Check> tools() {
        String program = System.getenv().getOrDefault("TERRAFORM_BINARY_NAME", "terraform");
        String tool = program.endsWith("tofu") ? "tofu" : "terraform";
        Check terraform = newer("Terraform or OpenTofu", tool, 1, 11, program, "version");
        if (!cloud.kubernetes()) {
            return List.of(terraform);
        }
        return List.of(
                terraform,
                // `up` works without
                Check.succeeds(
                                "cdktf or cdktn",
                                "./bootstrap-mgmt.sh installs one for cdktf deploy; ./chatstack up needs none",
                                "sh",
                                "-c",
                                "cdktf --version 2>/dev/null || cdktn --version 2>/dev/null || { echo neither is on the PATH;"
                                        + " exit 1; }")
                        .whichCanFollow(),
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
        String what = "DNS record of " + host;
        report(
                isKnown(host)
                        ? new Finding(Verdict.OK, what, "", "")
                        : new Finding(
                                Verdict.LATER,
                                what,
                                "no name server knows it",
                                "after the deploy, point it at " + cloud.address()));
    }

    private static boolean isKnown(String host) {
        try {
            InetAddress.getByName(host);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void report(Finding finding) {
        findings.add(finding);
        each.accept(finding);
    }
}
