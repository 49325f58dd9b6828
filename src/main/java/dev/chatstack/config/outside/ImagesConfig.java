package dev.chatstack.config.outside;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.values.SecretName;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;

/** Images and charts from registries of the organisation's own. */
public record ImagesConfig(
        @About(
                "registry, and a path in it if you like, with copies of all images, such as registry.example.org/mirror: "
                        + "in the name of each image, it replaces the registry of the image's makers; by default, images come "
                        + "from their makers")
        Optional<@RegistryPath String> mirror,

        @About("the same for one registry each, such as `quay.io: registry.example.org/quay`; registries that are not "
                + "listed use mirror")
        Map<@MakersRegistry String, @RegistryPath String> mirrors,

        @About("name of a Secret of the type kubernetes.io/dockerconfigjson with the sign-in to the registry; it must "
                + "exist in every namespace with pods: `./chatstack secrets` prints the commands")
        Optional<@SecretName String> pullSecret,

        @About("registry with copies of all charts, such as oci://registry.example.org/charts; by default, charts come "
                + "from their makers")
        Optional<
                        @Pattern(
                                regexp = "oci://" + RegistryPath.REGEXP,
                                message = "must be a registry of charts such as oci://registry.example.org/charts")
                        String>
                charts,

        @About("another image or tag for single programs, by their names in `./chatstack images`: "
                + "`haproxy: 3.2.22` is another tag, `haproxy: registry.example.org/own/haproxy:3.2.22` another image, "
                + "which is used as it is. An image of rocketchat or tailchat has no tag: chat.version is its tag")
        Map<
                        @ProgramName String,
                        @Pattern(
                                regexp = "(" + RegistryPath.REGEXP + "/[a-z0-9][-_./a-z0-9]*)?(:?" + ImagesConfig.TAG
                                        + ")?",
                                message = "must be a tag such as 3.2.22, or an image with its registry such as "
                                        + "registry.example.org/own/haproxy:3.2.22")
                        String>
                replace) {
    /** A tag, and the digest of its image if one likes. */
    static final String TAG = "[a-zA-Z0-9_][-.a-zA-Z0-9_]{0,127}(@sha256:[0-9a-f]{64})?";
}
