package dev.chatstack.clouds.existing;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.doctor.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An API of Kubernetes that a program of others adds to the cluster.
 *
 * @param api its group and version
 * @param resources what of it is used
 * @param fix what to do when it is missing
 */
record ServedApis(String api, List<String> resources, String fix) {
    /** Those that {@code config} needs. */
    static List<ServedApis> of(EnvironmentConfig config) {
        List<ServedApis> apis = new ArrayList<>(exposure(config.chat()));
        config.externalSecrets()
                .ifPresent(store -> apis.add(new ServedApis(
                        "external-secrets.io/v1",
                        List.of("externalsecrets"),
                        "install the External Secrets Operator 0.16 or newer, or remove externalSecrets")));
        config.monitoring()
                .flatMap(monitoring -> monitoring.existing())
                .ifPresent(existing -> apis.add(new ServedApis(
                        "monitoring.coreos.com/v1",
                        List.of("podmonitors", "probes", "prometheusrules"),
                        "install the Prometheus operator, or remove monitoring.existing")));
        config.chat()
                .autoscaling()
                .ifPresent(autoscaling -> apis.add(new ServedApis(
                        "metrics.k8s.io/v1beta1",
                        List.of("pods"),
                        "install metrics-server, or remove chat.autoscaling")));
        if (config.chat() instanceof RocketChatConfig chat) {
            chat.microservices()
                    .connectionsMetric()
                    .ifPresent(metric -> apis.add(new ServedApis(
                            "custom.metrics.k8s.io/v1beta1",
                            List.of("pods/" + metric),
                            "install an adapter that serves it, or remove chat.microservices.connectionsMetric")));
        }
        return apis;
    }

    private static List<ServedApis> exposure(ChatConfig chat) {
        String other = "or choose another chat.exposure.by";
        return switch (chat.exposure()) {
            case ExposureConfig.Gateway gateway -> {
                List<ServedApis> apis = new ArrayList<>(List.of(new ServedApis(
                        "gateway.networking.k8s.io/v1",
                        List.of("gateways", "httproutes"),
                        "install the Gateway API 1.0 or newer, " + other)));
                if (gateway.isGoogles()) {
                    apis.add(new ServedApis(
                            "networking.gke.io/v1",
                            List.of("gcpbackendpolicies", "healthcheckpolicies"),
                            "enable the Gateway API of the cluster, or choose another className"));
                }
                if (gateway.className().filter("istio"::equals).isPresent()) {
                    apis.add(new ServedApis(
                            "networking.istio.io/v1",
                            List.of("destinationrules"),
                            "install Istio, or choose another className"));
                }
                yield apis;
            }
            case ExposureConfig.Ingress ingress
            when chat instanceof TailchatConfig
                    && !ingress.plainHttp()
                    && ingress.className().equals("traefik") ->
                List.of(new ServedApis(
                        "traefik.io/v1alpha1",
                        List.of("middlewares"),
                        "install Traefik 3 with its definitions, " + other));
            case ExposureConfig.Route route ->
                List.of(new ServedApis(
                        "route.openshift.io/v1", List.of("routes"), "take a cluster of OpenShift, " + other));
            default -> List.of();
        };
    }

    /** Asks by {@code kubectl}, the program with its options. */
    Check check(List<String> kubectl) {
        return new Check(
                "API " + api + " with " + String.join(", ", resources),
                Stream.concat(kubectl.stream(), Stream.of("get", "--raw", "/apis/" + api))
                        .toList(),
                answer -> resources.stream()
                        .filter(resource -> !answer.contains("\"name\":\"" + resource + "\""))
                        .findFirst()
                        .map(resource -> "it has no " + resource),
                fix);
    }
}
