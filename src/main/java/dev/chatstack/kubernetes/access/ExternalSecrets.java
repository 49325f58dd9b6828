package dev.chatstack.kubernetes.access;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.ExternalSecretsConfig;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import java.util.List;
import software.constructs.Construct;

/** Asks the External Secrets Operator for the Secrets of one namespace that a person would otherwise make. */
public final class ExternalSecrets {
    private static final String NAME = "external-secrets";

    private ExternalSecrets() {}

    /** Defines those of {@code namespace} that the file of {@code config} names, if an operator is to make them. */
    public static void define(Construct scope, Namespace namespace, EnvironmentConfig config) {
        List<OwnSecret> secrets = OwnSecret.of(config).stream()
                .filter(secret -> secret.namespace().equals(namespace.name()))
                .toList();
        config.externalSecrets()
                .filter(store -> !secrets.isEmpty())
                .ifPresent(store -> new CustomResources(
                        scope,
                        namespace,
                        namespace.name() + "-" + NAME,
                        OwnSecret.together(secrets).stream()
                                .map(secret -> object(secret, store))
                                .toList()));
    }

    private static Values object(OwnSecret secret, ExternalSecretsConfig store) {
        Values object = Values.object("external-secrets.io/v1", "ExternalSecret", secret.name())
                .set("spec.refreshInterval", store.refreshInterval())
                .set("spec.secretStoreRef.name", store.store())
                .set("spec.secretStoreRef.kind", store.kind().toString())
                .set("spec.target.name", secret.name())
                .set(
                        "spec.data",
                        secret.keys().stream()
                                .map(key -> Values.of("secretKey", key)
                                        .set("remoteRef.key", store.remoteKey(secret.name()))
                                        .set("remoteRef.property", key))
                                .toList());
        // the kinds of Secret that ingress controllers read
        return secret.isCertificate() ? object.set("spec.target.template.type", "kubernetes.io/tls") : object;
    }
}
