package dev.chatstack.kubernetes.access;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.kubernetes.secret_v1.SecretV1;
import com.hashicorp.cdktf.providers.kubernetes.secret_v1.SecretV1Metadata;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.pod.EnvValue;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * A Secret around a password that Terraform makes when it applies and forgets at once: it is written to Kubernetes and to nothing
 * else, neither the synthesized JSON nor the state.
 *
 * <p>The password is new at every apply and is written only when the Secret is created or its revision changes. So every form of it
 * (alone, in a URI) stands in this one Secret.
 */
public final class GeneratedSecret extends Construct {
    /** Stands for the password in the forms. */
    public static final String PASSWORD = "{password}";

    private final String name;
    private final int revision;

    /**
     * Defines the Secret {@code name}.
     *
     * @param revision which password; see {@link Revision}
     * @param forms keys of the Secret and their values, in which {@link #PASSWORD} stands for the password
     */
    public GeneratedSecret(
            Construct scope, Namespace namespace, String name, Revision revision, Map<String, String> forms) {
        super(scope, name);
        this.name = name;
        this.revision = revision.number();
        SecretV1 secret = SecretV1.Builder.create(this, "Default")
                .metadata(SecretV1Metadata.builder()
                        .name(name)
                        .namespace(namespace.name())
                        .build())
                .type("Opaque")
                .dataWoRevision(revision.number())
                .dependsOn(namespace.first())
                .build();
        String id = secret.getFriendlyUniqueId();
        // CDKTF has no type for ephemeral resources
        TerraformStack.of(this)
                .addOverride(
                        "ephemeral.random_password." + id,
                        Map.of("length", revision.passwordLength(), "special", false));
        Map<String, String> values = new TreeMap<>();
        forms.forEach((key, form) ->
                values.put(key, form.replace(PASSWORD, "${ephemeral.random_password." + id + ".result}")));
        secret.addOverride("data_wo", values);
    }

    /** Defines the Secret {@code name} around a password of 32 letters and digits, 190 bits; another {@code revision} is another password. */
    public static GeneratedSecret of(
            Construct scope, Namespace namespace, String name, int revision, Map<String, String> forms) {
        return new GeneratedSecret(scope, namespace, name, new Revision(revision, 32), forms);
    }

    /**
     * Which password a Secret holds.
     *
     * @param number raised to make a new one
     * @param passwordLength characters, letters and digits only, so that it needs no quoting in a URI
     */
    public record Revision(int number, int passwordLength) {}

    /** Name of the Secret. */
    public String name() {
        return name;
    }

    /** One of its keys. */
    public EnvValue.FromSecret key(String key) {
        return EnvValue.secret(name, key);
    }

    /** For the annotations of pods that read it, so that a new password restarts them. */
    public String revision() {
        return String.valueOf(revision);
    }
}
