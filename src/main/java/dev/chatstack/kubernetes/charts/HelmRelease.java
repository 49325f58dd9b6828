package dev.chatstack.kubernetes.charts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.hashicorp.cdktf.providers.helm.release.Release;
import dev.chatstack.config.values.Fingerprint;
import dev.chatstack.kubernetes.Namespace;
import java.util.List;
import software.constructs.Construct;

/** A product that its makers ship as a Helm chart. A failed upgrade is rolled back. */
public final class HelmRelease extends Construct {
    /** Istio's and Prometheus' pods pull large images on a new node. */
    private static final int TIMEOUT_SECONDS = 900;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** Installs the chart {@code key} of {@link Versions} as {@code name}. */
    public HelmRelease(Construct scope, Namespace namespace, String name, Versions.Chart chart, Values values) {
        super(scope, name);
        ImageSource source = namespace.outside().images();
        ChartImages.choose(chart, values, source);
        ChartPrograms.tell(chart, values, namespace.outside());
        Release.Builder release =
                begin(this, namespace, name).chart(chart.name()).version(chart.version());
        String repository = source.of(chart).repository();
        if (!repository.isEmpty()) {
            release.repository(repository);
        }
        if (!values.isEmpty()) {
            release.values(List.of(yaml(values)));
        }
        release.build();
    }

    /** Changes when {@code values} do. */
    public static String fingerprint(Values values) {
        return Fingerprint.of(yaml(values), 4);
    }

    static Release.Builder begin(Construct scope, Namespace namespace, String name) {
        return Release.Builder.create(scope, "Default")
                .name(name)
                .namespace(namespace.name())
                .atomic(true)
                .maxHistory(5)
                .timeout(TIMEOUT_SECONDS)
                .dependsOn(namespace.first());
    }

    static String yaml(Object values) {
        try {
            return YAML.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("values that YAML cannot express", e);
        }
    }
}
