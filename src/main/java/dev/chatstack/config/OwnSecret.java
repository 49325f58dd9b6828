package dev.chatstack.config;

import dev.chatstack.config.chat.ChatSettingsConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.database.ExternalMongoDbConfig;
import dev.chatstack.config.monitoring.AlertsConfig;
import dev.chatstack.config.setting.SecretKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Secret that a person makes, for nobody else has what is in it.
 *
 * @param setting the path of the setting that names it
 * @param namespace where it is
 * @param name its name
 * @param keys its keys
 */
public record OwnSecret(String setting, String namespace, String name, List<String> keys) {
    /** The key of a sign-in to a registry, which is another kind of Secret. */
    public static final String PULL_SECRET = ".dockerconfigjson";

    public OwnSecret {
        keys = List.copyOf(keys);
    }

    /** Whether it is a certificate with its private key, which is another kind of Secret. */
    public boolean isCertificate() {
        return keys.contains(SecretKeys.CERTIFICATE);
    }

    /** Those that {@code config} names, in the order of the file's reference. */
    public static List<OwnSecret> of(EnvironmentConfig config) {
        List<OwnSecret> found = new ArrayList<>();
        GivenSetting.of(config).forEach(setting -> collect(config, setting, found));
        found.removeIf(secret -> isMade(secret, config));
        return found;
    }

    /** One for each name: several settings may take keys of the same Secret. */
    public static List<OwnSecret> together(List<OwnSecret> secrets) {
        Map<String, OwnSecret> named = new LinkedHashMap<>();
        secrets.forEach(secret -> named.merge(
                secret.namespace() + "/" + secret.name(),
                secret,
                (one, other) -> new OwnSecret(
                        one.setting(),
                        one.namespace(),
                        one.name(),
                        Stream.concat(one.keys().stream(), other.keys().stream())
                                .distinct()
                                .toList())));
        return List.copyOf(named.values());
    }

    /** Those of {@code all} that somebody must make by hand: not those that an operator copies from a store. */
    public static List<OwnSecret> byHand(EnvironmentConfig config, List<OwnSecret> all) {
        List<OwnSecret> stored = config.externalSecrets().isPresent() ? of(config) : List.of();
        return all.stream().filter(secret -> !stored.contains(secret)).toList();
    }

    private static void collect(EnvironmentConfig config, GivenSetting setting, List<OwnSecret> found) {
        SecretKeys secret = setting.component().getAnnotation(SecretKeys.class);
        if (setting.block() instanceof ChatSettingsConfig chat
                && setting.component().getName().equals("overwriteSecrets")) {
            overwritten(config, chat, setting.path() + ".", found);
        } else if (secret != null) {
            String namespace =
                    switch (secret.namespace()) {
                        case "" -> config.chat().namespace();
                        case SecretKeys.MONITORING -> config.monitoringNamespace();
                        default -> secret.namespace();
                    };
            found.add(new OwnSecret(
                    setting.path(), namespace, (String) setting.value(), keys(config, setting.block(), secret)));
        }
    }

    /** Several settings may take keys of one Secret; it is made once, with all of them. */
    private static void overwritten(
            EnvironmentConfig config, ChatSettingsConfig settings, String path, List<OwnSecret> found) {
        Map<String, List<String>> keys = new TreeMap<>();
        Map<String, String> paths = new TreeMap<>();
        settings.overwriteSecrets().forEach((id, value) -> {
            List<String> of = keys.computeIfAbsent(value.secret(), name -> new ArrayList<>());
            if (!of.contains(value.key())) {
                of.add(value.key());
            }
            paths.putIfAbsent(value.secret(), path + id);
        });
        keys.forEach((name, of) -> found.add(
                new OwnSecret(paths.getOrDefault(name, path), config.chat().namespace(), name, of)));
    }

    /** A certificate that nobody makes by hand, or that nothing reads. */
    private static boolean isMade(OwnSecret secret, EnvironmentConfig config) {
        return secret.isCertificate()
                && secret.namespace().equals(config.chat().namespace())
                && isWithoutCertificates(config.chat().exposure());
    }

    /** cert-manager makes them where it has an issuer, and a Gateway that exists has its owner's. */
    private static boolean isWithoutCertificates(ExposureConfig exposure) {
        return switch (exposure) {
            case ExposureConfig.Ingress ingress -> ingress.issuer().isPresent() || ingress.plainHttp();
            case ExposureConfig.Gateway gateway ->
                gateway.issuer().isPresent() || gateway.certificate().isEmpty();
            default -> false;
        };
    }

    private static List<String> keys(EnvironmentConfig config, Record settings, SecretKeys secret) {
        List<String> keys = new ArrayList<>(List.of(secret.value()));
        if (settings instanceof AlertsConfig alerts) {
            keys.addAll(alerts.secretKeys());
        }
        boolean microservices = config.chat() instanceof RocketChatConfig chat && chat.isMicroservices();
        if (settings instanceof ExternalMongoDbConfig && microservices) {
            keys.add("mongo-uri");
        }
        return keys;
    }
}
