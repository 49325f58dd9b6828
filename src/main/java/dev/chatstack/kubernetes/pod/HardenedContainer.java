package dev.chatstack.kubernetes.pod;

import com.hashicorp.cdktf.providers.kubernetes.pod.*;
import dev.chatstack.config.outside.CaBundleConfig;
import dev.chatstack.config.outside.ProxyConfig;
import dev.chatstack.kubernetes.Outside;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Renders a {@link Container}: not root, no capabilities, nothing to escalate, nothing to write but its volumes. */
record HardenedContainer(Outside outside, boolean speaksOutside) {
    /**
     * The group of a container {@link #apart}. The kernel opens {@code /proc/PID/environ}, {@code root} and {@code mem} only to the
     * same user <em>and</em> the same group; its own user would not do, because some clusters assign one to all containers.
     */
    private static final String OTHER_GROUP = "65534";

    PodSpecContainer of(Container container) {
        return rendered(container, securityContext().build());
    }

    /** Another program in a pod whose containers see each other's processes: it cannot read their Secrets and files there. */
    PodSpecContainer apart(Container container) {
        return rendered(container, securityContext().runAsGroup(OTHER_GROUP).build());
    }

    private static PodSpecContainerSecurityContext.Builder securityContext() {
        return PodSpecContainerSecurityContext.builder()
                .allowPrivilegeEscalation(false)
                .readOnlyRootFilesystem(true)
                .runAsNonRoot(true)
                .capabilities(PodSpecContainerSecurityContextCapabilities.builder()
                        .drop(List.of("ALL"))
                        .build());
    }

    private PodSpecContainer rendered(Container container, PodSpecContainerSecurityContext context) {
        PodSpecContainer.Builder rendered = PodSpecContainer.builder()
                .name(container.name)
                .image(outside.images().of(container.image))
                .imagePullPolicy("IfNotPresent")
                .resources(resources(container.resources))
                .securityContext(context);
        unlessEmpty(container.command, rendered::command);
        unlessEmpty(container.arguments, rendered::args);
        unlessEmpty(ports(container), rendered::port);
        unlessEmpty(environment(container), rendered::env);
        unlessEmpty(configMaps(container), rendered::envFrom);
        unlessEmpty(mounts(container), rendered::volumeMount);
        if (!container.preStop.isEmpty()) {
            rendered.lifecycle(preStop(container.preStop));
        }
        container.probes.startup().map(HardenedContainer::probe).ifPresent(rendered::startupProbe);
        container.probes.liveness().map(HardenedContainer::probe).ifPresent(rendered::livenessProbe);
        container.probes.readiness().map(HardenedContainer::probe).ifPresent(rendered::readinessProbe);
        return rendered.build();
    }

    /** An empty list would stand in Terraform's JSON, and in every plan that is read. */
    private static <T> void unlessEmpty(List<T> values, Consumer<List<T>> setting) {
        if (!values.isEmpty()) {
            setting.accept(values);
        }
    }

    private static List<PodSpecContainerPort> ports(Container container) {
        return container.ports.entrySet().stream()
                .map(port -> PodSpecContainerPort.builder()
                        .name(port.getKey())
                        .containerPort(port.getValue())
                        .build())
                .toList();
    }

    private List<PodSpecContainerEnv> environment(Container container) {
        Map<String, EnvValue> all = new TreeMap<>();
        Map<String, String> around = speaksOutside ? outside.variablesOutward() : outside.variables();
        around.forEach((name, value) -> all.put(name, new EnvValue.Plain(value)));
        if (speaksOutside) {
            outside.secretsOutward()
                    .forEach((name, secret) -> all.put(name, EnvValue.secret(secret, ProxyConfig.PASSWORD_KEY)));
        }
        all.putAll(container.environment);
        return all.entrySet().stream()
                .map(variable -> environment(variable.getKey(), variable.getValue()))
                .toList();
    }

    private static List<PodSpecContainerEnvFrom> configMaps(Container container) {
        return container.configMaps.stream()
                .map(name -> PodSpecContainerEnvFrom.builder()
                        .configMapRef(PodSpecContainerEnvFromConfigMapRef.builder()
                                .name(name)
                                .build())
                        .build())
                .toList();
    }

    private List<PodSpecContainerVolumeMount> mounts(Container container) {
        Map<String, Container.Mount> all = new LinkedHashMap<>(container.mounts);
        outside.caBundle()
                .ifPresent(bundle -> all.put(CaBundleConfig.FOLDER, new Container.Mount(Outside.CA_VOLUME, true)));
        return all.entrySet().stream()
                .map(mount -> mount(mount.getKey(), mount.getValue()))
                .toList();
    }

    private static PodSpecContainerResources resources(Container.Resources resources) {
        Map<String, String> limits = new TreeMap<>(Map.of("memory", resources.memoryLimit()));
        resources.cpuLimit().ifPresent(cpu -> limits.put("cpu", cpu));
        return PodSpecContainerResources.builder()
                .requests(new TreeMap<>(Map.of("cpu", resources.cpu(), "memory", resources.memoryRequest())))
                .limits(limits)
                .build();
    }

    private static PodSpecContainerEnv environment(String name, EnvValue value) {
        PodSpecContainerEnv.Builder variable = PodSpecContainerEnv.builder().name(name);
        PodSpecContainerEnvValueFrom.Builder from = PodSpecContainerEnvValueFrom.builder();
        return switch (value) {
            case EnvValue.Plain(String text) -> variable.value(text).build();
            case EnvValue.FromSecret(String secret, String key) ->
                variable.valueFrom(from.secretKeyRef(PodSpecContainerEnvValueFromSecretKeyRef.builder()
                                        .name(secret)
                                        .key(key)
                                        .build())
                                .build())
                        .build();
            case EnvValue.FromPod(String field) ->
                variable.valueFrom(from.fieldRef(PodSpecContainerEnvValueFromFieldRef.builder()
                                        .fieldPath(field)
                                        .build())
                                .build())
                        .build();
        };
    }

    private static PodSpecContainerVolumeMount mount(String path, Container.Mount mount) {
        PodSpecContainerVolumeMount.Builder rendered =
                PodSpecContainerVolumeMount.builder().name(mount.volume()).mountPath(path);
        if (mount.readOnly()) {
            rendered.readOnly(true);
        }
        return rendered.build();
    }

    private static PodSpecContainerLifecycle preStop(List<String> command) {
        return PodSpecContainerLifecycle.builder()
                .preStop(List.of(PodSpecContainerLifecyclePreStop.builder()
                        .exec(PodSpecContainerLifecyclePreStopExec.builder()
                                .command(command)
                                .build())
                        .build()))
                .build();
    }

    private static PodSpecContainerProbe probe(Probe probe) {
        PodSpecContainerProbe.Builder rendered = PodSpecContainerProbe.builder()
                .periodSeconds(probe.periodSeconds())
                .timeoutSeconds(probe.timeoutSeconds())
                .failureThreshold(probe.failures());
        return switch (probe.check()) {
            case Probe.Http(String path, String port) ->
                rendered.httpGet(PodSpecContainerProbeHttpGet.builder()
                                .path(path)
                                .port(port)
                                .build())
                        .build();
            case Probe.Tcp(String port) ->
                rendered.tcpSocket(List.of(PodSpecContainerProbeTcpSocket.builder()
                                .port(port)
                                .build()))
                        .build();
            case Probe.Exec(List<String> command) ->
                rendered.exec(PodSpecContainerProbeExec.builder()
                                .command(command)
                                .build())
                        .build();
        };
    }
}
