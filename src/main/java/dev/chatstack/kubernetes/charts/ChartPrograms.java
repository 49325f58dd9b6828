package dev.chatstack.kubernetes.charts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.outside.CaBundleConfig;
import dev.chatstack.config.outside.ProxyConfig;
import dev.chatstack.kubernetes.Outside;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the programs of charts are told of that which lies around an environment: the lists {@code outside} of {@code charts/images.yaml}. */
final class ChartPrograms {
    private ChartPrograms() {}

    /** Makes {@code values} of {@code chart} give its programs what {@code outside} says. */
    static void tell(Versions.Chart chart, Values values, Outside outside) {
        JsonNode programs = ChartImages.FILE.path(Versions.keyOf(chart.name())).path("outside");
        programs.forEach(program -> {
            if (!outside.variablesOutward().isEmpty() && program.has("env")) {
                environment(program, values, outside);
            }
            outside.caBundle().ifPresent(bundle -> {
                values.append(program.path("volumes").asText(), List.of(volume(bundle)));
                values.append(program.path("mounts").asText(), List.of(mount(program)));
            });
        });
    }

    private static void environment(JsonNode program, Values values, Outside outside) {
        String at = program.path("env").asText();
        Map<String, String> variables = outside.variablesOutward();
        Map<String, Values> byName = new TreeMap<>();
        variables.forEach((name, value) -> byName.put(name, Values.of("value", value)));
        outside.secretsOutward().forEach((name, secret) -> byName.put(name, Values.of("valueFrom", key(secret))));
        List<Values> list = byName.entrySet().stream()
                .map(variable -> Values.of("name", variable.getKey()).with(variable.getValue()))
                .toList();
        switch (program.path("as").asText()) {
            case "map" -> {
                variables.forEach((name, value) -> values.set(at + "." + name, value));
                if (program.has("secretEnv")) {
                    outside.secretsOutward()
                            .forEach((name, secret) ->
                                    values.set(program.path("secretEnv").asText() + "." + name, key(secret)));
                }
            }
            case "list" -> values.append(at, list);
            // of an object of the operator, which merges a container of the same name
            default ->
                values.append(
                        at,
                        List.of(Values.of("name", program.path("container").asText())
                                .set("env", list)));
        }
    }

    private static Values key(String secret) {
        return Values.of("secretKeyRef.name", secret).set("secretKeyRef.key", ProxyConfig.PASSWORD_KEY);
    }

    private static Values volume(CaBundleConfig bundle) {
        List<Map<String, String>> items = List.of(Map.of("key", bundle.key(), "path", CaBundleConfig.FILE));
        Values volume = Values.of("name", Outside.CA_VOLUME);
        bundle.secret()
                .ifPresent(secret -> volume.set("secret.secretName", secret).set("secret.items", items));
        bundle.configMap()
                .ifPresent(configMap -> volume.set("configMap.name", configMap).set("configMap.items", items));
        return volume;
    }

    /** A program that takes no variables finds the file among the system's. */
    private static Values mount(JsonNode program) {
        Values mount = Values.of("name", Outside.CA_VOLUME).set("readOnly", true);
        return program.has("env")
                ? mount.set("mountPath", CaBundleConfig.FOLDER)
                : mount.set("mountPath", "/etc/ssl/certs/chatstack-" + CaBundleConfig.FILE)
                        .set("subPath", CaBundleConfig.FILE);
    }
}
