package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.google.compute_disk.ComputeDisk;
import com.hashicorp.cdktf.providers.google.compute_disk_resource_policy_attachment.ComputeDiskResourcePolicyAttachment;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceAttachedDisk;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicy;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicySnapshotSchedulePolicy;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicySnapshotSchedulePolicyRetentionPolicy;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicySnapshotSchedulePolicySchedule;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicySnapshotSchedulePolicyScheduleDailySchedule;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/** The disks that outlive a machine, one for its data and one for the backups, with a snapshot of each every night. */
final class MachineDisks extends Construct {
    /** Their purposes; {@code docker/machine.sh} mounts them by these names. */
    private static final List<String> PURPOSES = List.of("data", "backups");

    /** Hour of the day, in UTC, and how long a snapshot is kept, in days: longer than a weekend and a holiday. */
    private static final String NIGHT = "03:00";

    private static final int KEEP_DAYS = 14;

    private final List<ComputeInstanceAttachedDisk> attached = new ArrayList<>();

    MachineDisks(Construct scope, MachineNames names, ProjectServices services) {
        super(scope, "disks");
        ComputeResourcePolicy nightly = nightly(names, services);
        PURPOSES.forEach(purpose -> disk(names, purpose, nightly, services));
    }

    List<ComputeInstanceAttachedDisk> attached() {
        return List.copyOf(attached);
    }

    private void disk(MachineNames names, String purpose, ComputeResourcePolicy nightly, ProjectServices services) {
        ComputeDisk disk = ComputeDisk.Builder.create(this, purpose)
                .name(names.named(purpose))
                .zone(names.config().zone())
                .type("pd-balanced")
                .size(names.config().diskGi())
                .lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(names.config().deletionProtection())
                        .build())
                .dependsOn(services.all())
                .build();
        ComputeDiskResourcePolicyAttachment.Builder.create(this, purpose + "-nightly")
                .name(nightly.getName())
                .disk(disk.getName())
                .zone(names.config().zone())
                .build();
        attached.add(ComputeInstanceAttachedDisk.builder()
                .source(disk.getId())
                .deviceName(purpose)
                .build());
    }

    private ComputeResourcePolicy nightly(MachineNames names, ProjectServices services) {
        return ComputeResourcePolicy.Builder.create(this, "nightly")
                .name(names.named("nightly"))
                .region(names.config().region())
                .snapshotSchedulePolicy(ComputeResourcePolicySnapshotSchedulePolicy.builder()
                        .schedule(ComputeResourcePolicySnapshotSchedulePolicySchedule.builder()
                                .dailySchedule(
                                        ComputeResourcePolicySnapshotSchedulePolicyScheduleDailySchedule.builder()
                                                .daysInCycle(1)
                                                .startTime(NIGHT)
                                                .build())
                                .build())
                        .retentionPolicy(ComputeResourcePolicySnapshotSchedulePolicyRetentionPolicy.builder()
                                .maxRetentionDays(KEEP_DAYS)
                                .onSourceDiskDelete("KEEP_AUTO_SNAPSHOTS")
                                .build())
                        .build())
                .dependsOn(services.all())
                .build();
    }
}
