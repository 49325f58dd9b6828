package dev.chatstack.kubernetes.pod;

import com.hashicorp.cdktf.providers.kubernetes.cron_job_v1.*;
import dev.chatstack.kubernetes.Namespace;
import software.constructs.Construct;

/** A {@link HardenedPod} that runs at times, never twice at once, or whenever somebody makes a Job of it. */
public final class HardenedCronJob extends Construct {
    /** One that nobody schedules: a person starts it with {@code kubectl create job --from}. */
    private static final String NEVER = "0 0 31 2 *";

    private static final int HISTORY = 3;

    /**
     * Defines it under the name of {@code pod}.
     *
     * @param when it runs
     */
    public HardenedCronJob(Construct scope, Namespace namespace, Pod pod, When when) {
        super(scope, "cron-job-" + pod.name);
        namespace.hasCronJob(pod.name);
        CronJobV1.Builder.create(this, "Default")
                .metadata(CronJobV1Metadata.builder()
                        .name(pod.name)
                        .namespace(namespace.name())
                        .labels(HardenedPod.labels(pod))
                        .build())
                .spec(CronJobV1Spec.builder()
                        .schedule(when.schedule())
                        .timezone("Etc/UTC")
                        .suspend(when.suspended())
                        .concurrencyPolicy("Forbid")
                        // a run that the controller missed, say while it was updated, is made up for within the hour
                        .startingDeadlineSeconds(3600)
                        .successfulJobsHistoryLimit(HISTORY)
                        .failedJobsHistoryLimit(HISTORY)
                        .jobTemplate(CronJobV1SpecJobTemplate.builder()
                                .metadata(CronJobV1SpecJobTemplateMetadata.builder()
                                        .labels(HardenedPod.labels(pod))
                                        .build())
                                .spec(CronJobV1SpecJobTemplateSpec.builder()
                                        .activeDeadlineSeconds(when.deadlineSeconds())
                                        .backoffLimit(when.retries())
                                        .template(CronJobV1SpecJobTemplateSpecTemplate.builder()
                                                .metadata(CronJobV1SpecJobTemplateSpecTemplateMetadata.builder()
                                                        .labels(HardenedPod.podLabels(pod))
                                                        .annotations(pod.annotations)
                                                        .build())
                                                .spec(HardenedPod.once(pod, namespace))
                                                .build())
                                        .build())
                                .build())
                        .build())
                .dependsOn(namespace.before(pod))
                .build();
    }

    /**
     * When it runs, how long it may take, and how often it is tried again.
     *
     * @param schedule in the five fields of cron, in UTC
     */
    public record When(String schedule, boolean suspended, int deadlineSeconds, int retries) {
        /** By the clock. */
        public static When at(String schedule, int deadlineSeconds, int retries) {
            return new When(schedule, false, deadlineSeconds, retries);
        }

        /** When a person wants it, and then once: a second try could do harm that the first did not. */
        public static When asked(int deadlineSeconds) {
            return new When(NEVER, true, deadlineSeconds, 0);
        }
    }
}
