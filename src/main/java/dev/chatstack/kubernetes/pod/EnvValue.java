package dev.chatstack.kubernetes.pod;

/** The value of an environment variable. */
public sealed interface EnvValue {
    /** Known when the environment is synthesized; may refer to variables defined before it in the order of their names. */
    record Plain(String value) implements EnvValue {}

    /** One key of a Secret that must exist. Secret values never enter Java, YAML config or Terraform state. */
    record FromSecret(String secret, String key) implements EnvValue {}

    /** A field of the pod, for example {@code status.podIP}. */
    record FromPod(String field) implements EnvValue {}

    /** One key of a Secret that must exist. */
    static FromSecret secret(String secret, String key) {
        return new FromSecret(secret, key);
    }

    /** A field of the pod, for example {@code status.podIP}. */
    static EnvValue pod(String field) {
        return new FromPod(field);
    }
}
