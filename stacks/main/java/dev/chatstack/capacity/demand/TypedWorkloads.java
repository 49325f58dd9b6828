package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.config.values.NodeCount;
import java.util.ArrayList;
import java.util.List;

/** The workloads that are Terraform resources, not parts of charts. */
public final class TypedWorkloads {
    private final Blueprint blueprint;
    private final NamespaceDefaults namespaces;
    private final Autoscalers autoscalers;
    private final List<Workload> workloads = new ArrayList<>();

    /** Reads the workloads of {@code blueprint}. */
    public TypedWorkloads(Blueprint blueprint, NamespaceDefaults namespaces, Autoscalers autoscalers) {
        this.blueprint = blueprint;
        this.namespaces = namespaces;
        this.autoscalers = autoscalers;
        services("kubernetes_deployment_v1");
        services("kubernetes_stateful_set_v1");
        for (Resource daemon : blueprint.all("kubernetes_daemon_set_v1")) {
            add(Workload.Kind.DAEMON, daemon, daemon.at("/spec/template"), 1, 1);
        }
        for (Resource job : blueprint.all("kubernetes_job_v1")) {
            add(Workload.Kind.TASK, job, job.at("/spec/template"), 1, 1);
        }
        for (Resource job : blueprint.all("kubernetes_cron_job_v1")) {
            // a suspended job needs its place once a person starts it
            add(Workload.Kind.TASK, job, job.at("/spec/job_template/spec/template"), 1, 1);
        }
    }

    public List<Workload> all() {
        return List.copyOf(workloads);
    }

    private void services(String type) {
        for (Resource service : blueprint.all(type)) {
            int replicas = service.number("/spec/replicas", 1);
            NodeCount count =
                    autoscalers.of(service.namespace(), service.name()).orElse(new NodeCount(replicas, replicas));
            add(Workload.Kind.SERVICE, service, service.at("/spec/template"), count.fewest(), count.most());
        }
    }

    private void add(Workload.Kind kind, Resource resource, JsonNode template, int fewest, int most) {
        String name = resource.namespace() + "/" + resource.name();
        int claims = resource.at("/spec/volume_claim_template").size() + claims(resource.namespace(), template);
        PodTemplate pod = new PodTemplate(template, namespaces.of(resource.namespace()));
        workloads.add(new Workload(kind, fewest, most, pod.demand(name, claims)));
    }

    /** Disks that one pod alone can use; a claim that many nodes can write to is a file share, not a disk. */
    private int claims(String namespace, JsonNode template) {
        int disks = 0;
        for (JsonNode volume : template.path("spec").path("volume")) {
            String claim = volume.at("/persistent_volume_claim/claim_name").asText();
            for (Resource resource : blueprint.all("kubernetes_persistent_volume_claim_v1")) {
                boolean isIt =
                        resource.name().equals(claim) && resource.namespace().equals(namespace);
                disks += isIt && !resource.at("/spec/access_modes").toString().contains("Many") ? 1 : 0;
            }
        }
        return disks;
    }
}
