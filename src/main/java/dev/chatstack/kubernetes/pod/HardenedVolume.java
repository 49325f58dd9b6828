package dev.chatstack.kubernetes.pod;

import com.hashicorp.cdktf.providers.kubernetes.pod.*;
import dev.chatstack.config.outside.CaBundleConfig;
import java.util.List;
import java.util.Map;

/** Renders a {@link Volume}; what comes from a Secret is for the pod's group alone. */
final class HardenedVolume {
    private HardenedVolume() {}

    static PodSpecVolume of(Volume volume) {
        PodSpecVolume.Builder rendered = PodSpecVolume.builder().name(volume.name());
        rendered = switch (volume) {
            case Volume.Scratch scratch -> rendered.emptyDir(emptyDir(scratch));
            case Volume.FromConfigMap files ->
                rendered.configMap(PodSpecVolumeConfigMap.builder()
                        .name(files.configMap())
                        .defaultMode(files.executable() ? "0555" : "0444")
                        .build());
            case Volume.FromSecret keys ->
                rendered.secret(PodSpecVolumeSecret.builder()
                        .secretName(keys.secret())
                        .defaultMode("0440")
                        .optional(false)
                        .build());
            case Volume.Authorities(String name, CaBundleConfig bundle) -> authorities(rendered, bundle);
            case Volume.FromClaim disk ->
                rendered.persistentVolumeClaim(PodSpecVolumePersistentVolumeClaim.builder()
                        .claimName(disk.claim())
                        .build());
            case Volume.Ephemeral disk -> rendered.ephemeral(ephemeral(disk));
        };
        return rendered.build();
    }

    private static PodSpecVolume.Builder authorities(PodSpecVolume.Builder volume, CaBundleConfig bundle) {
        bundle.secret()
                .ifPresent(secret -> volume.secret(PodSpecVolumeSecret.builder()
                        .secretName(secret)
                        .defaultMode("0444")
                        .items(List.of(PodSpecVolumeSecretItems.builder()
                                .key(bundle.key())
                                .path(CaBundleConfig.FILE)
                                .build()))
                        .build()));
        bundle.configMap()
                .ifPresent(configMap -> volume.configMap(PodSpecVolumeConfigMap.builder()
                        .name(configMap)
                        .defaultMode("0444")
                        .items(List.of(PodSpecVolumeConfigMapItems.builder()
                                .key(bundle.key())
                                .path(CaBundleConfig.FILE)
                                .build()))
                        .build()));
        return volume;
    }

    private static PodSpecVolumeEmptyDir emptyDir(Volume.Scratch scratch) {
        PodSpecVolumeEmptyDir.Builder directory =
                PodSpecVolumeEmptyDir.builder().sizeLimit(scratch.limit());
        if (scratch.inMemory()) {
            directory.medium("Memory");
        }
        return directory.build();
    }

    private static PodSpecVolumeEphemeral ephemeral(Volume.Ephemeral disk) {
        PodSpecVolumeEphemeralVolumeClaimTemplateSpec.Builder spec =
                PodSpecVolumeEphemeralVolumeClaimTemplateSpec.builder()
                        .accessModes(List.of("ReadWriteOnce"))
                        .resources(PodSpecVolumeEphemeralVolumeClaimTemplateSpecResources.builder()
                                .requests(Map.of("storage", disk.size()))
                                .build());
        disk.storageClass().ifPresent(spec::storageClassName);
        return PodSpecVolumeEphemeral.builder()
                .volumeClaimTemplate(PodSpecVolumeEphemeralVolumeClaimTemplate.builder()
                        .spec(spec.build())
                        .build())
                .build();
    }
}
