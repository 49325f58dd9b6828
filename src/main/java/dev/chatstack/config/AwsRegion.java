package dev.chatstack.config;

/** What a region of AWS looks like. China and GovCloud are partitions of their own, with names of their own for everything. */
final class AwsRegion {
    static final String PATTERN = "(af|ap|ca|eu|il|me|mx|sa|us)-(?!gov)[a-z]+-\\d";
    static final String MESSAGE = "must be a region of AWS such as eu-central-1; China and GovCloud are not supported";

    private AwsRegion() {}
}
