package dev.chatstack.clouds.existing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.config.values.ResourceName;
import dev.chatstack.doctor.Check;
import dev.chatstack.testing.ConfigBlocks;
import dev.chatstack.testing.EnvironmentFile;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What others made in a cluster")
class OthersObjectsTest {
    /** Names of Kubernetes objects that chatstack makes, parts of a block that is asked for as a whole, and no names of objects. */
    private static final Set<String> OTHERWISE = Set.of(
            "CaBundleConfig.configMap", // in each namespace, with a certificate
            "ParentRefConfig.name",
            "ParentRefConfig.namespace",
            "ParentRefConfig.sectionName",
            "AzureBlob.container");

    /** A new setting with the name of an object says what it names, and doctor looks for it. */
    @Test
    void isAskedForByEachSettingThatNamesIt() {
        Set<Class<?>> blocks = ConfigBlocks.all();
        Set<String> forgotten = new TreeSet<>();
        for (Class<?> block : blocks) {
            for (RecordComponent component : block.getRecordComponents()) {
                if (isName(component.getAnnotatedType()) && component.getAnnotation(Existing.class) == null) {
                    forgotten.add(block.getSimpleName() + "." + component.getName());
                }
            }
        }
        assertThat(blocks).hasSizeGreaterThan(50);
        assertThat(forgotten).containsExactlyInAnyOrderElementsOf(OTHERWISE);
    }

    @Test
    void isAskedWithOneCommandEach() {
        EnvironmentFile file = new EnvironmentFile(EnvironmentFile.MICROSERVICES
                        .chat("settings: {uploads: {store: filesystem, existingClaim: old-uploads}}")
                        .text()
                        .replace(
                                "{by: ingress, className: nginx, controllerNamespace: ingress-nginx}",
                                "{by: gateway, className: eg, controllerNamespace: envoy, issuer: ours, issuerKind: Issuer, sessionPersistence: true}")
                + """
                externalSecrets: {store: vault}
                caBundle: {configMap: company}
                images: {mirror: registry.test/mirror, pullSecret: registry}
                placement: {database: {priorityClassName: important}}
                monitoring:
                  existing: {namespace: prometheus}
                """);

        assertThat(asked(file))
                .contains(
                        "API gateway.networking.k8s.io/v1 with gateways, httproutes: get --raw /apis/gateway.networking.k8s.io/v1",
                        "API external-secrets.io/v1 with externalsecrets: get --raw /apis/external-secrets.io/v1",
                        "API monitoring.coreos.com/v1 with podmonitors, probes, prometheusrules: get --raw /apis/monitoring.coreos.com/v1",
                        "HTTPRoute with sessionPersistence: get customresourcedefinition httproutes.gateway.networking.k8s.io -o jsonpath={.metadata.annotations.gateway\\.networking\\.k8s\\.io/channel}",
                        "GatewayClass eg: get gatewayclass eg -o jsonpath={.status.conditions[?(@.type==\"Accepted\")].status}",
                        "Namespace envoy: get namespace envoy -o name",
                        "Namespace prometheus: get namespace prometheus -o name",
                        "PriorityClass important: get priorityclass important -o name",
                        "ClusterSecretStore vault: get clustersecretstore vault -o jsonpath={.status.conditions[?(@.type==\"Ready\")].status}",
                        "later: Issuer ours in the namespace application: -n application get issuer ours -o jsonpath={.status.conditions[?(@.type==\"Ready\")].status}",
                        "later: PersistentVolumeClaim old-uploads in the namespace application: -n application get persistentvolumeclaim old-uploads -o jsonpath={.spec.accessModes[*]}",
                        "later: pull secret registry in the namespace application: -n application get secret registry -o jsonpath={.type}",
                        "later: certificates of caBundle in the ConfigMap company in the namespace application: -n application get configmap company -o go-template={{index .data \"ca.crt\"}}")
                // the operator makes them
                .noneMatch(line -> line.contains("Secret licence"));
    }

    @Test
    void isTheLoadOfPodsForEachProductThatAddsPods() {
        EnvironmentFile tailchat = EnvironmentFile.shipped("k3s-chathub")
                .replace("  website:\n    host: website.chathub.example.org\n    folder: ../website\n", "")
                .chat("autoscaling: {maxReplicas: 6}");

        assertThat(asked(tailchat))
                .contains("API metrics.k8s.io/v1beta1 with pods: get --raw /apis/metrics.k8s.io/v1beta1");
    }

    @Test
    void isASecretWithItsKeys() {
        Check licence = checks(EnvironmentFile.MICROSERVICES).stream()
                .filter(check -> check.what().contains("Secret licence"))
                .findFirst()
                .orElseThrow();

        assertThat(licence.canFollow()).isTrue();
        assertThat(licence.judge().apply("licence\nother\n")).isEmpty();
        assertThat(licence.judge().apply("license\n")).contains("it has no key licence");
    }

    @Test
    void isAVolumeForSeveralNodes() {
        Check claim = checks(EnvironmentFile.MICROSERVICES.chat(
                        "settings: {uploads: {store: filesystem, existingClaim: old-uploads}}"))
                .stream()
                .filter(check -> check.what().startsWith("PersistentVolumeClaim"))
                .findFirst()
                .orElseThrow();

        assertThat(claim.judge().apply("ReadWriteMany")).isEmpty();
        assertThat(claim.judge().apply("ReadWriteOnce"))
                .contains("its access modes are `ReadWriteOnce`, and several nodes must mount it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: https, protocol: HTTPS, hostname: '*.example.org', allowedRoutes: {namespaces: {from: All}}} |
            {name: https, protocol: HTTPS, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: application}}}}} |
            {name: https, protocol: HTTPS, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: chat}}}}} |
            {name: https, protocol: HTTPS, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: web}}}}} | no listener serves chat.example.org: listener https takes routes of namespaces with the labels team=web, which application has not
            {name: https, protocol: HTTPS, hostname: '*.example.net', allowedRoutes: {namespaces: {from: All}}} | no listener serves chat.example.org: listener https is for *.example.net
            {name: https, protocol: HTTPS} | no listener serves chat.example.org: listener https takes routes of the Gateway's namespace alone (allowedRoutes.namespaces.from)
            {name: https, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}} | no listener serves chat.example.org: listener https has the protocol HTTP, not HTTPS
            {name: https, protocol: HTTPS, allowedRoutes: {namespaces: {from: All}, kinds: [{kind: TCPRoute}]}} | no listener serves chat.example.org: listener https takes no HTTPRoute
            {name: other, protocol: HTTPS, allowedRoutes: {namespaces: {from: All}}} | it has no listener https
            """)
    void isAGatewayThatTakesTheRoute(String listener, @Nullable String problem) throws Exception {
        String objects = "Warning: old\n"
                + new YAMLMapper()
                        .readTree("{items: [{kind: Gateway, spec: {listeners: [" + listener
                                + "]}}, {kind: Namespace, metadata: {labels: {team: chat}}}]}")
                        .toString();

        assertThat(gateway().judge().apply(objects)).isEqualTo(Optional.ofNullable(problem));
    }

    @Test
    void isAGatewayThatRuns() {
        assertThat(gateway().judge().apply("")).contains("it does not exist");
        assertThat(gateway().judge().apply("""
            {"kind": "Gateway", "status": {"conditions": [{"type": "Programmed", "status": "False"}]}}\
            """)).contains("it is" + " not Programmed");
    }

    private static Check gateway() {
        return checks(
                        EnvironmentFile.MICROSERVICES.replace(
                                "{by: ingress, className: nginx, controllerNamespace: ingress-nginx}",
                                "{by: gateway, parentRef: {name: public, namespace: gateways, sectionName: https}, controllerNamespace: gateways}"))
                .stream()
                .filter(check -> check.what().equals("Gateway public in the namespace gateways"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Check> checks(EnvironmentFile file) {
        return Clouds.of(file.load()).checks().checks();
    }

    private static Stream<String> asked(EnvironmentFile file) {
        return checks(file).stream()
                .map(check -> (check.canFollow() ? "later: " : "") + check.what() + ": "
                        + String.join(
                                " ", check.command().subList(6, check.command().size())));
    }

    private static boolean isName(AnnotatedType type) {
        return type.isAnnotationPresent(ResourceName.class)
                || (type instanceof AnnotatedParameterizedType generic
                        && Stream.of(generic.getAnnotatedActualTypeArguments()).anyMatch(OthersObjectsTest::isName));
    }
}
