package dev.chatstack.clouds.existing;

import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.ExternalSecretsConfig;
import dev.chatstack.config.GivenSetting;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.ExposureConfig.IssuerKind;
import dev.chatstack.config.chat.ExposureConfig.ParentRefConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.WebsiteConfig;
import dev.chatstack.config.outside.CaBundleConfig;
import dev.chatstack.config.outside.ImagesConfig;
import dev.chatstack.config.outside.ProxyConfig;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.doctor.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What other people made in a cluster, and the file counts on: one question for each. Objects in the environment's own namespaces can
 * follow, because the first deploy makes these namespaces.
 *
 * @param namespaces those of the environment
 * @param kubectl the program, with the options that choose the cluster
 */
record OthersObjects(Environment environment, List<String> namespaces, List<String> kubectl) {
    private static final String PULL_SECRET_TYPE = "kubernetes.io/dockerconfigjson";
    private static final String KEYS = "go-template={{range $key, $value := .data}}{{$key}}{{\"\\n\"}}{{end}}";

    /** Every question. */
    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        ServedApis.of(config()).forEach(api -> checks.add(api.check(kubectl)));
        if (config().chat().exposure() instanceof ExposureConfig.Gateway gateway && gateway.sessionPersistence()) {
            checks.add(experimentalChannel());
        }
        for (GivenSetting setting : GivenSetting.of(config())) {
            Existing existing = setting.component().getAnnotation(Existing.class);
            if (existing != null) {
                checks.addAll(named(existing.value(), setting));
            }
        }
        OwnSecret.together(OwnSecret.byHand(config(), OwnSecret.of(config()))).stream()
                .map(this::secret)
                .forEach(checks::add);
        namespaces.forEach(namespace -> checks.addAll(inEachNamespace(namespace)));
        return checks;
    }

    private EnvironmentConfig config() {
        return environment.config();
    }

    /** The standard channel drops the field without a word. */
    private Check experimentalChannel() {
        return check(
                "HTTPRoute with sessionPersistence",
                get(
                        "CustomResourceDefinition",
                        "httproutes.gateway.networking.k8s.io",
                        "jsonpath={.metadata.annotations.gateway\\.networking\\.k8s\\.io/channel}"),
                channel -> channel.trim().equals("experimental")
                        ? ""
                        : "the cluster has the " + channel.trim() + " channel of the Gateway API",
                "install the experimental channel, or remove chat.exposure.sessionPersistence");
    }

    private List<Check> named(Existing.Kind kind, GivenSetting setting) {
        String name = setting.value().toString();
        String correct = "or correct " + setting.path();
        return switch (kind) {
            case CLAIM -> List.of(claim(name, setting.block() instanceof WebsiteConfig, correct));
            case GATEWAY -> List.of(gateway((ParentRefConfig) setting.value()));
            case GATEWAY_CLASS ->
                List.of(holds("GatewayClass", name, "Accepted", "install its controller, " + correct));
            case INGRESS_CLASS -> List.of(exists("IngressClass", name, "install its controller, " + correct));
            case ISSUER -> List.of(issuer(name, setting.block(), "ask its owner, " + correct));
            case NAMESPACE -> List.of(exists("Namespace", name, "ask its owner, " + correct));
            case PRIORITY_CLASS -> List.of(exists("PriorityClass", name, "create it, " + correct));
            case SECRET_STORE -> stores((ExternalSecretsConfig) setting.block(), "ask its owner, " + correct);
            case STORAGE_CLASS -> List.of(exists("StorageClass", name, "create it, " + correct));
        };
    }

    private List<Check> inEachNamespace(String namespace) {
        List<Check> checks = new ArrayList<>();
        config().images()
                .flatMap(ImagesConfig::pullSecret)
                .ifPresent(secret -> checks.add(pullSecret(secret, namespace)));
        config().proxy()
                .flatMap(ProxyConfig::passwordSecret)
                .ifPresent(secret -> checks.add(secret(
                        new OwnSecret("proxy.passwordSecret", namespace, secret, List.of(ProxyConfig.PASSWORD_KEY)))));
        config().caBundle().ifPresent(bundle -> checks.add(authorities(bundle, namespace)));
        return checks;
    }

    private Check exists(String kind, String name, String fix) {
        return check(kind + " " + name, get(kind, name, "name"), answer -> "", fix);
    }

    /** An object whose {@code condition} is true. */
    private Check holds(String kind, String name, String condition, String fix) {
        return check(kind + " " + name, get(kind, name, condition(condition)), isTrue(condition), fix);
    }

    private Check holds(String kind, String name, String namespace, String condition, String fix) {
        return check(
                        in(namespace, kind + " " + name),
                        get(namespace, kind, name, condition(condition)),
                        isTrue(condition),
                        fix)
                .whichCanFollow();
    }

    private static Function<String, String> isTrue(String condition) {
        return answer -> answer.trim().equals("True") ? "" : "it is not " + condition;
    }

    private static String condition(String type) {
        return "jsonpath={.status.conditions[?(@.type==\"" + type + "\")].status}";
    }

    private Check issuer(String name, Record exposure, String fix) {
        IssuerKind kind =
                switch ((ExposureConfig) exposure) {
                    case ExposureConfig.Ingress ingress -> ingress.issuerKind();
                    case ExposureConfig.Gateway gateway -> gateway.issuerKind();
                    default -> throw new IllegalStateException("has no issuer: " + exposure);
                };
        return kind == IssuerKind.Issuer
                ? holds(kind.name(), name, config().chat().namespace(), "Ready", fix)
                : holds(kind.name(), name, "Ready", fix);
    }

    private List<Check> stores(ExternalSecretsConfig store, String fix) {
        String kind = store.kind().toString();
        return store.kind() == ExternalSecretsConfig.Kind.CLUSTER_SECRET_STORE
                ? List.of(holds(kind, store.store(), "Ready", fix))
                : OwnSecret.of(config()).stream()
                        .map(OwnSecret::namespace)
                        .distinct()
                        .map(namespace -> holds(kind, store.store(), namespace, "Ready", fix))
                        .toList();
    }

    private Check gateway(ParentRefConfig parent) {
        ExistingGateway gateway = new ExistingGateway(config(), parent);
        return check(
                in(parent.namespace(), "Gateway " + parent.name()),
                command(
                        "-n",
                        parent.namespace(),
                        "get",
                        "gateways.gateway.networking.k8s.io/" + parent.name(),
                        // its labels may decide; the first deploy makes it
                        "namespaces/" + config().chat().namespace(),
                        "--ignore-not-found",
                        "-o",
                        "json"),
                gateway::problem,
                "ask its owner, or correct chat.exposure.parentRef");
    }

    private Check claim(String name, boolean isWebsite, String correct) {
        String namespace = config().chat().namespace();
        boolean isShared = isWebsite || (config().chat() instanceof RocketChatConfig chat && chat.maxPods() > 1);
        return check(
                        in(namespace, "PersistentVolumeClaim " + name),
                        get(namespace, "PersistentVolumeClaim", name, "jsonpath={.spec.accessModes[*]}"),
                        modes -> !isShared
                                        || modes.contains("ReadWriteMany")
                                        || (isWebsite && modes.contains("ReadOnlyMany"))
                                ? ""
                                : "its access modes are `" + modes.trim() + "`, and several nodes must mount it",
                        "create it, " + correct)
                .whichCanFollow();
    }

    private Check secret(OwnSecret secret) {
        return check(
                        in(secret.namespace(), "Secret " + secret.name()),
                        get(secret.namespace(), "Secret", secret.name(), KEYS),
                        keys -> secret.keys().stream()
                                .filter(key -> keys.lines().noneMatch(key::equals))
                                .findFirst()
                                .map(key -> "it has no key " + key)
                                .orElse(""),
                        printed())
                .whichCanFollow();
    }

    private Check pullSecret(String secret, String namespace) {
        return check(
                        in(namespace, "pull secret " + secret),
                        get(namespace, "Secret", secret, "jsonpath={.type}"),
                        type -> type.trim().equals(PULL_SECRET_TYPE)
                                ? ""
                                : "its type is `" + type.trim() + "`, not " + PULL_SECRET_TYPE,
                        printed() + "; its key is " + OwnSecret.PULL_SECRET)
                .whichCanFollow();
    }

    /** The key must hold a certificate; what is behind it nobody reads here. */
    private Check authorities(CaBundleConfig bundle, String namespace) {
        boolean isSecret = bundle.secret().isPresent();
        String name = bundle.secret().or(bundle::configMap).orElseThrow();
        String kind = isSecret ? "Secret" : "ConfigMap";
        return check(
                        in(namespace, "certificates of caBundle in the " + kind + " " + name),
                        get(
                                namespace,
                                kind,
                                name,
                                "go-template={{index .data \"" + bundle.key() + "\""
                                        + (isSecret ? " | base64decode" : "") + "}}"),
                        answer -> answer.contains("-----BEGIN CERTIFICATE-----")
                                ? ""
                                : "its key " + bundle.key() + " holds no certificate in PEM",
                        isSecret
                                ? printed() + "; docs/own-authority.md"
                                : "ask its owner, or correct caBundle.configMap")
                .whichCanFollow();
    }

    private String printed() {
        return "./chatstack secrets -e " + environment.name() + " prints the commands";
    }

    private static String in(String namespace, String what) {
        return what + " in the namespace " + namespace;
    }

    /** A problem without words is none. */
    private static Check check(String what, List<String> command, Function<String, String> problem, String fix) {
        return new Check(
                what, command, answer -> Optional.of(problem.apply(answer)).filter(words -> !words.isEmpty()), fix);
    }

    private List<String> get(String kind, String name, String output) {
        return command("get", kind.toLowerCase(Locale.ROOT), name, "-o", output);
    }

    private List<String> get(String namespace, String kind, String name, String output) {
        return command("-n", namespace, "get", kind.toLowerCase(Locale.ROOT), name, "-o", output);
    }

    private List<String> command(String... words) {
        return Stream.concat(kubectl.stream(), Arrays.stream(words)).toList();
    }
}
