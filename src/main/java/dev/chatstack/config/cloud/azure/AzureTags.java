package dev.chatstack.config.cloud.azure;

/** What a tag of Azure can be; a comma or = in it would end it where the storage driver reads a list of them. */
public final class AzureTags {
    public static final String NAME =
            "(?i)(?!microsoft|azure|windows|k8s-azure|kubernetes)[\\p{L}\\p{N}_.:+@-]([\\p{L}\\p{N} _.:+@-]{0,126}[\\p{L}\\p{N}_.:+@-])?";
    public static final String NAME_MESSAGE =
            "must be the name of a tag: at most 128 letters, digits, spaces and _ . : + - @; what begins with microsoft, azure, windows or kubernetes is taken";
    public static final String VALUE = "[\\p{L}\\p{N} _.:/+@-]{1,256}";
    public static final String VALUE_MESSAGE =
            "must be the value of a tag: at most 256 letters, digits, spaces and _ . : / + - @";

    private AzureTags() {}
}
