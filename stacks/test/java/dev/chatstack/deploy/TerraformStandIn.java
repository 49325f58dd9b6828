package dev.chatstack.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Stands for Terraform: writes down what it is told, shows a plan and reports an apply as files of its folder say. Compared with Terraform
 * 1.11.4 by {@link RealTerraformTest}, which sends the same deploy through the real one.
 */
record TerraformStandIn(Path folder) {
    /** One that finds nothing to do and has no outputs. */
    static TerraformStandIn in(Path folder) throws IOException {
        TerraformStandIn standIn = new TerraformStandIn(folder);
        standIn.plans("{}");
        standIn.prints("outputs", "{}");
        standIn.prints("states", "{\"resources\": [{\"type\": \"kubernetes_namespace_v1\"}]}");
        standIn.prints("events", "");
        standIn.prints("code", "0");
        Path program = standIn.program();
        Files.writeString(program, """
            #!/bin/bash
            cd %s || exit 9
            stack=${1##*/}; shift
            echo "$stack $*" | sed 's/=[^ ]*tfplan/=PLAN/; s/ [^ ]*tfplan/ PLAN/' >>told
            case $1 in
                init) [ ! -e broken-init ] || { cat broken-init; exit 1; } ;;
                plan) for word; do case $word in -out=*) echo plan >"${word#-out=}" ;; esac; done ;;
                show) if [ -e "plan-$stack" ]; then cat "plan-$stack"; else cat plan; fi ;;
                state) if [ -e "states-$stack" ]; then cat "states-$stack"; else cat states; fi ;;
                output) if [ "$2" = -raw ]; then printf unix:///nowhere; else cat outputs; fi ;;
                apply) cat events; exit "$(cat code)" ;;
            esac
            """.formatted(folder));
        program.toFile().setExecutable(true);
        return standIn;
    }

    Path program() {
        return folder.resolve("terraform");
    }

    /** What every stack's plan says. */
    TerraformStandIn plans(String json) throws IOException {
        return prints("plan", json);
    }

    /** What {@code terraform apply -json} prints. */
    TerraformStandIn reports(String... events) throws IOException {
        return prints("events", String.join("\n", events) + "\n");
    }

    TerraformStandIn prints(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return this;
    }

    List<String> told() throws IOException {
        return Files.readAllLines(folder.resolve("told"));
    }

    /** A plan that does {@code actions}, such as {@code "create"}, to a resource. */
    static String change(String type, String name, String actions, String namespace) {
        String body = """
            {"metadata": [{"name": "%s", "namespace": "%s"}]}\
            """.formatted(name, namespace);
        return """
            {"address": "%1$s.%2$s", "type": "%1$s", "name": "%2$s", "change": {"actions": [%3$s], "before": %4$s, "after": %4$s}}\
            """.formatted(type, name, actions, body);
    }

    static String plan(String... changes) {
        return "{\"resource_changes\": [" + String.join(", ", changes) + "]}";
    }

    static String error(String summary, String detail, String address) {
        return """
            {"type": "diagnostic", "diagnostic": {"severity": "error", "summary": "%s", "detail": "%s", "address": "%s"}}\
            """.formatted(summary, detail, address);
    }
}
