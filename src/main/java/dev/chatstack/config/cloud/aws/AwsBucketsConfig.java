package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.setting.About;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** The buckets of an environment on AWS. */
public record AwsBucketsConfig(
        @About("second region for a copy of every object; optional, by default no copy")
        Optional<@Pattern(regexp = AwsRegion.PATTERN, message = AwsRegion.MESSAGE) String> replicaRegion) {}
