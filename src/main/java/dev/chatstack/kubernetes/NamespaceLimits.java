package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.providers.kubernetes.limit_range_v1.LimitRangeV1;
import com.hashicorp.cdktf.providers.kubernetes.limit_range_v1.LimitRangeV1Metadata;
import com.hashicorp.cdktf.providers.kubernetes.limit_range_v1.LimitRangeV1Spec;
import com.hashicorp.cdktf.providers.kubernetes.limit_range_v1.LimitRangeV1SpecLimit;
import com.hashicorp.cdktf.providers.kubernetes.resource_quota_v1.ResourceQuotaV1;
import com.hashicorp.cdktf.providers.kubernetes.resource_quota_v1.ResourceQuotaV1Metadata;
import com.hashicorp.cdktf.providers.kubernetes.resource_quota_v1.ResourceQuotaV1Spec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many pods a namespace may have, and the limits of containers that set none. */
final class NamespaceLimits {
    private NamespaceLimits() {}

    static void define(Namespace namespace, int maxPods) {
        quota(namespace, maxPods);
        limits(namespace);
    }

    private static void quota(Namespace namespace, int maxPods) {
        ResourceQuotaV1.Builder.create(namespace, "quota")
                .metadata(ResourceQuotaV1Metadata.builder()
                        .name("quota")
                        .namespace(namespace.name())
                        .build())
                .spec(ResourceQuotaV1Spec.builder()
                        .hard(new TreeMap<>(Map.of("pods", String.valueOf(maxPods))))
                        .build())
                .dependsOn(namespace.first())
                .build();
    }

    /** For containers that set no limits, such as those that a chart or a person adds by hand. */
    private static void limits(Namespace namespace) {
        LimitRangeV1.Builder.create(namespace, "limits")
                .metadata(LimitRangeV1Metadata.builder()
                        .name("limits")
                        .namespace(namespace.name())
                        .build())
                .spec(LimitRangeV1Spec.builder()
                        .limit(List.of(LimitRangeV1SpecLimit.builder()
                                .type("Container")
                                .defaultRequest(new TreeMap<>(Map.of("cpu", "50m", "memory", "64Mi")))
                                .defaultValue(Map.of("memory", "256Mi"))
                                .build()))
                        .build())
                .dependsOn(namespace.first())
                .build();
    }
}
