package dev.chatstack.docker;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.docker.container.Container;
import com.hashicorp.cdktf.providers.docker.container.ContainerCapabilities;
import com.hashicorp.cdktf.providers.docker.container.ContainerHealthcheck;
import com.hashicorp.cdktf.providers.docker.container.ContainerLabels;
import com.hashicorp.cdktf.providers.docker.container.ContainerNetworksAdvanced;
import com.hashicorp.cdktf.providers.docker.container.ContainerPorts;
import dev.chatstack.config.values.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** A running {@link Service}: no capabilities, nothing to escalate, nothing to write but its volumes, logs that end. */
public final class HardenedService extends Construct {
    /** Logs are kept in Loki; what stays with the engine is for a look at a container that just died. */
    private static final Map<String, String> LOG_LIMITS = new TreeMap<>(Map.of("max-size", "10m", "max-file", "3"));

    /** Microseconds in which a container may take its share of the cores; the kernel's own default. */
    private static final int CPU_PERIOD = 100_000;

    private final Container container;

    /** Starts {@code service} on {@code host} after {@code before}, and waits until it can serve. */
    public HardenedService(
            Construct scope, DockerHost host, Service service, List<? extends ITerraformDependable> before) {
        super(scope, service.name);
        Container.Builder rendered = common(this, host, service)
                .readOnly(true)
                .restart("unless-stopped")
                .mustRun(true)
                .init(true)
                .stopTimeout(service.stopSeconds)
                .destroyGraceSeconds(service.stopSeconds)
                .dependsOn(before);
        if (!service.ports.isEmpty()) {
            rendered.ports(service.ports.stream().map(HardenedService::port).toList());
        }
        service.health.ifPresent(health -> rendered.healthcheck(ContainerHealthcheck.builder()
                        .test(health.command())
                        .interval("5s")
                        .timeout("5s")
                        .retries(6)
                        .startPeriod(duration(health.graceSeconds()))
                        .build())
                .wait(true)
                .waitTimeout(health.graceSeconds() + 60));
        if (service.seesEveryProcess) {
            rendered.pidMode("host");
            // the engine adds the second automatically then, which every plan would want to remove
            rendered.securityOpts(List.of("no-new-privileges:true", "label=disable"));
        }
        container = rendered.build();
    }

    /** The container's resource, for what must wait for the container. */
    public Container resource() {
        return container;
    }

    /** What containers that stay and containers that end have in common. */
    static Container.Builder common(Construct scope, DockerHost host, Service service) {
        host.surround(service);
        Container.Builder rendered = Container.Builder.create(scope, "Default")
                .name(host.named(service.name))
                .image(host.image(service.image))
                .user(service.user + ":" + service.user)
                .memory(service.limits.memoryMegabytes())
                .memorySwap(service.limits.memoryMegabytes())
                // the plug-in's own `cpus` ends it: "interface conversion: interface {} is string, not float32"
                .cpuPeriod(CPU_PERIOD)
                .cpuQuota((int) (service.limits.cpus() * CPU_PERIOD))
                .capabilities(
                        ContainerCapabilities.builder().drop(List.of("ALL")).build())
                .securityOpts(List.of("no-new-privileges:true"))
                .logDriver("json-file")
                .logOpts(LOG_LIMITS)
                .volumes(service.mounts.entrySet().stream()
                        .map(mount -> mount.getValue().at(mount.getKey()))
                        .toList())
                .labels(List.of(ContainerLabels.builder()
                        .label("dev.chatstack.reads")
                        .value(service.checksum
                                + service.health.map(HardenedService::mark).orElse(""))
                        .build()));
        if (service.networks.isEmpty()) {
            rendered.networkMode("none");
        } else {
            rendered.networksAdvanced(service.networks.entrySet().stream()
                    .map(network -> ContainerNetworksAdvanced.builder()
                            .name(host.network(network.getKey()))
                            .aliases(network.getValue())
                            .build())
                    .toList());
        }
        program(rendered, service);
        return rendered;
    }

    /** What runs in it, what it is told, and where it may write. */
    private static void program(Container.Builder rendered, Service service) {
        if (!service.entrypoint.isEmpty()) {
            rendered.entrypoint(service.entrypoint);
        }
        if (!service.command.isEmpty()) {
            rendered.command(service.command);
        }
        if (!service.environment.isEmpty()) {
            rendered.env(service.environment.entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue())
                    .toList());
        }
        if (!service.scratch.isEmpty()) {
            Map<String, String> scratch = new TreeMap<>();
            service.scratch.forEach((path, size) -> scratch.put(path, "rw,nosuid,nodev,mode=1777,size=" + size));
            rendered.tmpfs(scratch);
        }
    }

    /** As the engine writes it: another spelling would be a change at every plan. */
    private static String duration(int seconds) {
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }

    /** The provider applies a changed health check to no running container. A changed label replaces the container. */
    private static String mark(Service.Health health) {
        return Fingerprint.of(health.toString(), 8);
    }

    private static ContainerPorts port(Service.Port port) {
        return ContainerPorts.builder()
                .ip(port.address())
                .internal(port.number())
                .external(port.number())
                .build();
    }
}
