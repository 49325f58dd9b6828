package dev.chatstack.kubernetes.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.kubernetes.Literal;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * What the API server refuses operators although their role permits the verb. Who may create any Job, or change what a pod runs, reads
 * every Secret and takes every identity of the namespace; who may change what becomes of volumes deletes them by scaling. So a Job must be
 * that of a CronJob, and a patch scales, restarts or suspends.
 */
final class OperatorPolicies extends Construct {
    private static final String API = "admissionregistration.k8s.io/v1";
    private static final String TEMPLATE = "params.spec.jobTemplate.spec.template";

    /** What {@code kubectl rollout restart} writes. */
    private static final String RESTART = "'kubectl.kubernetes.io/restartedAt'";

    private final Namespace namespace;
    private final List<String> groups;

    OperatorPolicies(Construct scope, Namespace namespace, List<String> groups) {
        super(scope, "policies");
        this.namespace = namespace;
        this.groups = groups;
        new CustomResources(
                this,
                namespace,
                "operator-policies",
                List.of(
                        jobs(),
                        binding("jobs")
                                .set("spec.paramRef.namespace", namespace.name())
                                .set("spec.paramRef.selector", Map.of())
                                .set("spec.paramRef.parameterNotFoundAction", "Deny"),
                        patches(),
                        binding("patches")));
    }

    private Values jobs() {
        return policy("jobs", List.of(rule("batch", "CREATE", "jobs")))
                .set("spec.paramKind.apiVersion", "batch/v1")
                .set("spec.paramKind.kind", "CronJob")
                .set(
                        "spec.variables",
                        List.of(
                                variable("mine", "object.metadata.ownerReferences[0].name == params.metadata.name"),
                                variable("labels", orEmpty("object.spec.template", "labels")),
                                variable("wantedLabels", orEmpty(TEMPLATE, "labels")),
                                variable("annotations", orEmpty("object.spec.template", "annotations")),
                                variable("wantedAnnotations", orEmpty(TEMPLATE, "annotations"))))
                .set(
                        "spec.validations",
                        List.of(
                                validation(
                                        "a Job is made from a CronJob: kubectl create job NAME --from=cronjob/CRONJOB",
                                        "has(object.metadata.ownerReferences) &&"
                                                + " object.metadata.ownerReferences.size() == 1 &&"
                                                + " object.metadata.ownerReferences[0].name in "
                                                + texts(namespace.cronJobs())),
                                validation(
                                        "a Job runs what its CronJob runs",
                                        "!variables.mine || object.spec.template.spec == " + TEMPLATE + ".spec"),
                                validation(
                                        "a Job has the labels and annotations of its CronJob",
                                        "!variables.mine || variables.annotations == variables.wantedAnnotations &&"
                                                + " variables.labels.all(k, k in variables.wantedLabels ?"
                                                + " variables.labels[k] == variables.wantedLabels[k] :"
                                                + " k.contains('controller-uid') || k.contains('job-name'))")));
    }

    private Values patches() {
        return policy(
                        "patches",
                        List.of(
                                rule("apps", "UPDATE", "deployments", "statefulsets"),
                                rule("batch", "UPDATE", "cronjobs")))
                .set("spec.variables", List.of(variable("was", ofPods("oldObject")), variable("now", ofPods("object"))))
                .set(
                        "spec.validations",
                        List.of(
                                validation(
                                        "operators scale, restart and suspend; what runs is the deploy's to change",
                                        "object.spec.all(k, k in ['replicas', 'suspend', 'template'] || k in oldObject.spec"
                                                + " && object.spec[k] == oldObject.spec[k])"
                                                + " && oldObject.spec.all(k, k in object.spec)"),
                                validation(
                                        "what runs is the deploy's to change",
                                        "!has(object.spec.template) || object.spec.template.spec =="
                                                + " oldObject.spec.template.spec &&"
                                                + " object.spec.template.metadata.labels =="
                                                + " oldObject.spec.template.metadata.labels"),
                                validation(
                                        "of a pod's annotations, only a restart changes one",
                                        "variables.now.all(k, k == " + RESTART + " || k in variables.was &&"
                                                + " variables.was[k] == variables.now[k]) &&"
                                                + " variables.was.all(k, k in variables.now)"),
                                // the collector of garbage deletes what belongs to nobody
                                validation(
                                        "whom an object belongs to is the deploy's to change",
                                        "object.metadata.?ownerReferences == oldObject.metadata.?ownerReferences &&"
                                                + " object.metadata.?finalizers =="
                                                + " oldObject.metadata.?finalizers")));
    }

    private Values policy(String name, List<Map<String, Object>> rules) {
        return Values.object(API, "ValidatingAdmissionPolicy", name(name))
                .set("spec.failurePolicy", "Fail")
                .set("spec.matchConstraints.resourceRules", rules)
                .set(
                        "spec.matchConditions",
                        List.of(
                                variable("operators", "request.userInfo.groups.exists(g, g in " + texts(groups) + ")"),
                                // who reads the Secrets anyway, such as an administrator in both groups, is not held
                                // back
                                variable(
                                        "read-no-secret",
                                        "!authorizer.group('').resource('secrets').namespace(request.namespace)"
                                                + ".check('get').allowed()")));
    }

    private Values binding(String name) {
        return Values.object(API, "ValidatingAdmissionPolicyBinding", name(name))
                .set("spec.policyName", name(name))
                .set("spec.validationActions", List.of("Deny"))
                .set(
                        "spec.matchResources.namespaceSelector.matchLabels.kubernetes\\.io/metadata\\.name",
                        namespace.name());
    }

    /** These objects belong to no namespace, so their name must carry it. */
    private String name(String policy) {
        return namespace.name() + "-operators-" + policy;
    }

    private static Map<String, Object> rule(String group, String operation, String... resources) {
        return Map.of(
                "apiGroups", List.of(group),
                "apiVersions", List.of("v1"),
                "operations", List.of(operation),
                "resources", List.of(resources));
    }

    private static Map<String, String> variable(String name, String expression) {
        return Map.of("name", name, "expression", expression);
    }

    private static Map<String, String> validation(String message, String expression) {
        return Map.of("message", message, "expression", expression);
    }

    private static String orEmpty(String template, String field) {
        return "has(%1$s.metadata) && has(%1$s.metadata.%2$s) ? %1$s.metadata.%2$s : {}".formatted(template, field);
    }

    /** A CronJob has no pods to annotate. */
    private static String ofPods(String object) {
        return "has(%1$s.spec.template) && %2$s".formatted(object, orEmpty(object + ".spec.template", "annotations"));
    }

    /** A list of CEL, whose texts are written as those of JSON; no text of the file becomes an expression. */
    private static String texts(List<String> texts) {
        try {
            return Literal.of(new ObjectMapper().writeValueAsString(texts));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("texts that JSON cannot express", e);
        }
    }
}
