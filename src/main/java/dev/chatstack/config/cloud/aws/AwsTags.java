package dev.chatstack.config.cloud.aws;

/** What a tag of AWS can be; a comma or = in it would end it where the storage driver reads a list of them. */
public final class AwsTags {
    public static final String NAME =
            "(?i)(?!(aws|eks|elbv2\\.k8s\\.aws|ebs\\.csi\\.aws\\.com|([-a-z0-9.]+\\.)?(kubernetes|k8s)\\.io)[:/]|(name|managed-by|chatstack-snapshots|csivolumename)$)[\\p{L}\\p{N}_.:/+@-]([\\p{L}\\p{N} _.:/+@-]{0,126}[\\p{L}\\p{N}_.:/+@-])?";
    public static final String NAME_MESSAGE =
            "must be the name of a tag: at most 128 letters, digits, spaces and _ . : / + - @; Name, managed-by, and what begins with aws:, eks: or kubernetes.io/ are taken";
    public static final String VALUE = "[\\p{L}\\p{N} _.:/+@-]{1,256}";
    public static final String VALUE_MESSAGE =
            "must be the value of a tag: at most 256 letters, digits, spaces and _ . : / + - @";

    private AwsTags() {}
}
