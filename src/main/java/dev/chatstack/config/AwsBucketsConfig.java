package dev.chatstack.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** The buckets of an environment on AWS. */
public record AwsBucketsConfig(
        @About("another region, to which every object is copied; leave it out for no copies")
        @Pattern(regexp = AwsRegion.PATTERN, message = AwsRegion.MESSAGE)
        String replicaRegion,

        @About("days after which a backup is deleted, whatever made it") @Default("365") @NotNull @Min(90) @Max(3650)
        Integer backupsDays) {}
