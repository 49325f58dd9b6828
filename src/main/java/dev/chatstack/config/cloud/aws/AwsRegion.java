package dev.chatstack.config.cloud.aws;

/** What a region of AWS looks like. China and GovCloud are separate partitions, with other names for everything. */
public final class AwsRegion {
    public static final String PATTERN = "(af|ap|ca|eu|il|me|mx|sa|us)-(?!gov)[a-z]+-\\d";
    public static final String MESSAGE =
            "must be a region of AWS such as eu-central-1; China and GovCloud are not supported";

    private AwsRegion() {}
}
