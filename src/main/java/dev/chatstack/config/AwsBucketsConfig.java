package dev.chatstack.config;

import jakarta.validation.constraints.Pattern;

/** The buckets of an environment on AWS. */
public record AwsBucketsConfig(
        @About("another region, to which every object is copied; leave it out for no copies")
        @Pattern(regexp = AwsRegion.PATTERN, message = AwsRegion.MESSAGE)
        String replicaRegion) {}
