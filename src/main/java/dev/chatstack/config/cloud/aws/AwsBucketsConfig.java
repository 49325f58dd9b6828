package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.setting.About;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** The buckets of an environment on AWS. */
public record AwsBucketsConfig(
        @About("another region, to which every object is copied; leave it out for no copies")
        Optional<@Pattern(regexp = AwsRegion.PATTERN, message = AwsRegion.MESSAGE) String> replicaRegion) {}
