package dev.chatstack.scripts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What would let a pull request deploy: in a workflow of GitHub, in GitLab's pipeline, in the trusts that a page prints. */
final class CiTrust {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Programs whose packages, or the change itself, would run with the identity of the job. */
    private static final Pattern BUILDS = Pattern.compile(
            "chatstack(?! )|\\./chatstack|--build|\\bmvn\\b|\\bnpm\\b|\\bjdk\\b|\\bmaven\\b|\\bcdktf (deploy|synth)"
                    + "|synth\\.sh|synth-diff|bootstrap-mgmt\\.sh(?! --only)");

    private static final Pattern FENCE = Pattern.compile("(?ms)^```\\w+ (\\w+)(?: (\\w+))?\\n(.*?)^```$");
    private static final Pattern SUBJECT =
            Pattern.compile("(\\w+@PROJECT)?[^'\"\\n]*(?:\\n\\s+--member=\\S*)?((?:repo:|project_path:)[^\\s\"']+)");
    private static final Map<String, String> BRANCHES = Map.of(
            "github", "repo:OWNER/REPO:environment:", "gitlab", "project_path:GROUP/PROJECT:ref_type:branch:ref:");

    private CiTrust() {}

    /** The findings in a workflow. */
    static List<String> ofWorkflow(String name, String text) throws IOException {
        JsonNode workflow = YAML.readTree(text);
        List<String> findings = new ArrayList<>();
        JsonNode on = workflow.has("on") ? workflow.path("on") : workflow.path("true");
        for (String event : List.of("pull_request_target", "workflow_run", "issue_comment")) {
            if (on.has(event)) {
                findings.add(name + ": " + event + " runs a change with the rights of main");
            }
        }
        boolean everyJob = givesIdentity(workflow.path("permissions"));
        if (everyJob) {
            findings.add(name + ": every job may sign in; give id-token to the job that needs it");
        }
        workflow.path("jobs").fields().forEachRemaining(job -> {
            String place = name + ", " + job.getKey() + ": ";
            findings.addAll(ofSteps(place, job.getValue()));
            if (everyJob || givesIdentity(job.getValue().path("permissions"))) {
                findings.addAll(ofIdentity(place, job.getValue(), on, workflow));
            }
        });
        return findings;
    }

    private static List<String> ofSteps(String place, JsonNode job) {
        List<String> findings = new ArrayList<>();
        for (JsonNode step : job.path("steps")) {
            if (step.path("uses").asText().startsWith("actions/checkout@")
                    && step.at("/with/persist-credentials").asBoolean(true)) {
                findings.add(place + "the checkout leaves GitHub's token in .git");
            }
        }
        return findings;
    }

    private static boolean givesIdentity(JsonNode permissions) {
        return permissions.has("id-token") || permissions.asText().equals("write-all");
    }

    private static List<String> ofIdentity(String place, JsonNode job, JsonNode on, JsonNode workflow) {
        List<String> findings = new ArrayList<>();
        if (!job.has("environment")) {
            findings.add(place + "signs in without an environment, so no reviewer is asked and no trust can name it");
        }
        for (JsonNode step : job.path("steps")) {
            if (BUILDS.matcher(step.path("run").asText()).find()) {
                findings.add(place + "builds in the job that signs in");
            }
        }
        boolean change = on.has("pull_request") || on.isTextual() && on.asText().equals("pull_request");
        if (change && (job.toString().contains("_DEPLOY_") || job.toString().contains("_DRIFT_"))) {
            findings.add(place + "a pull request names an identity that is not for it");
        }
        // no cloud trusts this environment, and who may push such a tag is for its reviewers
        boolean release = on.path("push").has("tags")
                && job.path("environment").asText().equals("release")
                && workflow.path("jobs")
                        .path(job.path("needs").asText("-"))
                        .toString()
                        .contains("--is-ancestor HEAD origin/main");
        if (!change
                && !release
                && Stream.of(job, workflow.path("jobs").path(job.path("needs").asText("-")))
                        .noneMatch(any -> any.path("if").asText().contains("github.ref == 'refs/heads/main'"))) {
            findings.add(place + "runs from any branch");
        }
        return findings;
    }

    /** The findings in GitLab's pipeline. */
    static List<String> ofPipeline(String text) throws IOException {
        JsonNode pipeline = YAML.readTree(text);
        List<String> findings = new ArrayList<>();
        pipeline.fields().forEachRemaining(entry -> {
            JsonNode job = entry.getValue();
            // a hidden job is only extended; the jobs that extend it are looked at
            if (entry.getKey().startsWith(".")
                    || !job.path("extends").toString().contains("\".signed-in\"") && !job.has("id_tokens")) {
                return;
            }
            String place = ".gitlab-ci.yml, " + entry.getKey() + ": ";
            String commands = job.path("script").toString() + job.path("before_script");
            if (BUILDS.matcher(commands).find()) {
                findings.add(place + "builds in the job that signs in");
            }
            if (!job.path("rules").toString().contains("CI_COMMIT_REF_PROTECTED == \\\"true\\\"")
                    && !job.path("variables").toString().contains("_PLAN_")) {
                findings.add(place + "has the same identity from every branch as from main");
            }
        });
        return findings;
    }

    /** The findings in the trusts that a page prints, in fences such as {@code ```json github plan}. */
    static List<String> ofTrusts(String page) {
        List<String> findings = new ArrayList<>();
        int trusts = 0;
        Matcher fence = FENCE.matcher(page);
        while (fence.find()) {
            String forge = fence.group(1);
            if (!BRANCHES.containsKey(forge)) {
                continue;
            }
            for (String trust : trusts(fence.group(3))) {
                trusts++;
                findings.addAll(ofTrust(forge, String.valueOf(fence.group(2)), trust));
            }
        }
        for (String what : List.of("github plan", "github drift", "github deploy", "gitlab plan", "gitlab deploy")) {
            if (!page.contains("```json " + what + "\n")) {
                findings.add("the page prints no trust of AWS for " + what);
            }
        }
        if (trusts < 14) {
            findings.add("the page prints " + trusts + " trusts for three clouds and two forges");
        }
        return findings;
    }

    /** A JSON text is one trust; of a script, each command that binds somebody is one. */
    private static List<String> trusts(String fence) {
        return fence.startsWith("{")
                ? List.of(fence)
                : Stream.of(fence.split("\n(?=\\w)"))
                        .filter(command -> command.contains("--member=") || command.contains("\"subject\""))
                        .toList();
    }

    private static List<String> ofTrust(String forge, String named, String trust) {
        List<String> findings = new ArrayList<>();
        boolean plan = named.equals("plan") || trust.contains("plan@") || trust.contains("PLAN_APP");
        boolean exact = trust.contains(BRANCHES.get(forge)) && !trust.contains("*") && !trust.contains("attribute.");
        if (!exact && !(plan && forge.equals("gitlab") && trust.contains("GROUP/PROJECT"))) {
            findings.add(forge + " trusts any job: " + trust.strip());
        }
        Matcher subject = SUBJECT.matcher(trust);
        while (exact && subject.find()) {
            String rest = subject.group(2).substring(subject.group(2).lastIndexOf(':') + 1);
            if (plan != rest.equals("plan") && forge.equals("github")
                    || !plan && forge.equals("gitlab") && !rest.equals("main")) {
                findings.add(forge + " lets a pull request in: " + subject.group(2));
            }
        }
        return findings;
    }
}
