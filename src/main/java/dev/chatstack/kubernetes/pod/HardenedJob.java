package dev.chatstack.kubernetes.pod;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.kubernetes.job_v1.*;
import dev.chatstack.kubernetes.Namespace;
import java.util.List;
import software.constructs.Construct;

/**
 * A {@link HardenedPod} that runs once, and once more when its name changes; nothing else makes it run again. A deploy waits until it
 * has completed, and fails when it does not.
 */
public final class HardenedJob extends Construct {
    private static final int RETRIES = 3;

    /**
     * Defines the Job {@code name}.
     *
     * @param deadlineSeconds time that all attempts together may take
     */
    public HardenedJob(Construct scope, Namespace namespace, String name, Pod pod, int deadlineSeconds) {
        super(scope, "job");
        // later than the Job's own deadline, which says more
        String limit = deadlineSeconds + 60 + "s";
        JobV1.Builder.create(this, "Default")
                .metadata(JobV1Metadata.builder()
                        .name(name)
                        .namespace(namespace.name())
                        .labels(HardenedPod.labels(pod))
                        .build())
                .waitForCompletion(true)
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("spec"))
                        .build())
                .timeouts(JobV1Timeouts.builder().create(limit).update(limit).build())
                .spec(JobV1Spec.builder()
                        .activeDeadlineSeconds(deadlineSeconds)
                        .backoffLimit(RETRIES)
                        .template(JobV1SpecTemplate.builder()
                                .metadata(JobV1SpecTemplateMetadata.builder()
                                        .labels(HardenedPod.podLabels(pod))
                                        .annotations(pod.annotations)
                                        .build())
                                .spec(HardenedPod.once(pod, namespace))
                                .build())
                        .build())
                .dependsOn(namespace.before(pod))
                .build();
    }
}
