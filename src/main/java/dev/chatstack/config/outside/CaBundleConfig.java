package dev.chatstack.config.outside;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.ResourceName;
import dev.chatstack.config.values.SecretName;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** Certificates of the organisation's own authorities, which everything then trusts in addition to the public ones. */
public record CaBundleConfig(
        @About("name of a Secret with the certificates, in every namespace with pods: `./chatstack secrets` prints the "
                + "commands; on a Docker host, the name of a folder in cloud.secrets")
        Optional<@SecretName String> secret,

        @About(
                "name of a ConfigMap with the certificates instead, for example one that trust-manager or OpenShift puts "
                        + "into every namespace")
        Optional<@ResourceName String> configMap,

        @About("key with all certificates, in PEM, one after the other")
        @Default("ca.crt")
        @Pattern(
                regexp = "(?!\\.)[-._a-zA-Z0-9]{1,253}",
                message = "must be the key of a Secret or ConfigMap, such as ca.crt or ca-bundle.crt")
        String key) {
    /** Where every container finds them. */
    public static final String FOLDER = "/etc/chatstack/ca";

    /** Name of the file in {@link #FOLDER}, whatever its key is called. */
    public static final String FILE = "ca.crt";
}
