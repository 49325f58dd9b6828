package dev.chatstack.deploy;

import dev.chatstack.blueprint.Resource;
import dev.chatstack.change.TerraformPlan;
import dev.chatstack.host.TerraformWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to type after Terraform failed in {@code stack} with an error that is known. docs/interrupted.md has the reasons. */
record Remedy(String stack, TerraformWords terraform) {
    private static final Pattern LOCK = Pattern.compile("(?m)^\\s*(ID|Who|Created):\\s*(.+)$");

    /** The lines that say what to do about {@code error}; empty for an error that is not known. */
    List<String> of(Diagnostic error, TerraformPlan plan) {
        Optional<Resource> resource = plan.resource(error.address());
        if (error.says("Error acquiring the state lock")) {
            return lock(error.detail());
        }
        if (error.says("cannot re-use a name that is still in use")) {
            return helm(resource, "uninstall", "");
        }
        if (error.says("another operation (install/upgrade/rollback) is in progress")) {
            return helm(resource, "rollback", " REVISION");
        }
        if (error.says("already exists") && error.address().startsWith("kubernetes_")) {
            return resource.map(existing -> exists(error.address(), existing)).orElse(List.of());
        }
        if (error.says("lready exists") && plan.replaces(error.address())) {
            return List.of(
                    "Terraform creates the new one first, because nodes depend on it, and the name is taken. Nothing was removed.",
                    "Undo the change of this setting, or remove the environment and deploy it again: docs/interrupted.md");
        }
        if (error.says("rolling out") || error.says("timed out") || error.says("context deadline exceeded")) {
            return List.of(
                    "Pods did not become ready in time. See why: kubectl get pods -A, then docs/troubleshooting.md");
        }
        return List.of();
    }

    private List<String> lock(String detail) {
        String id = "ID";
        List<String> holder = new ArrayList<>();
        Matcher lines = LOCK.matcher(detail);
        while (lines.find()) {
            if (lines.group(1).equals("ID")) {
                id = lines.group(2).trim();
            } else {
                holder.add(lines.group(1).toLowerCase(Locale.ROOT) + " "
                        + lines.group(2).trim());
            }
        }
        return List.of(
                "Another deploy holds the state" + (holder.isEmpty() ? "" : " (" + String.join(", ", holder) + ")")
                        + ". Wait until it ends, then run the same command again.",
                "Only if that process is dead: " + terraform.in(stack) + " force-unlock " + id);
    }

    private static List<String> helm(Optional<Resource> release, String verb, String more) {
        String namespace = release.map(Resource::namespace).orElse("NAMESPACE");
        String name = release.map(Resource::name).orElse("NAME");
        List<String> lines = new ArrayList<>(List.of("A deploy was interrupted while Helm worked. Type:"));
        if (verb.equals("rollback")) {
            lines.add("  helm -n " + namespace + " history " + name + "   # REVISION is the last that is `deployed`");
        }
        lines.add("  helm -n " + namespace + " " + verb + " " + name + more);
        lines.add("Then run the same command again.");
        return lines;
    }

    /** A Secret is not imported: its content would be copied into the state. */
    private List<String> exists(String address, Resource resource) {
        String name = resource.namespace().isEmpty() ? resource.name() : resource.namespace() + "/" + resource.name();
        boolean secret = resource.type().startsWith("kubernetes_secret");
        return List.of(
                "A deploy was killed before Terraform wrote down that it made " + name + ". Type:",
                secret
                        ? "  kubectl -n " + resource.namespace() + " delete secret " + resource.name()
                        : "  " + terraform.in(stack) + " import '" + address + "' '" + name + "'",
                "Then run the same command again.");
    }
}
