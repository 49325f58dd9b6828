package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** What an organisation asks of the roles that are made, and of the one that makes them. */
public record AwsIamConfig(
        @About("ARN of the policy that bounds every role; optional, by default no boundary")
        Optional<
                        @Pattern(
                                regexp = "arn:aws:iam::(\\d{12}|aws):policy/[-+=,.@\\w/]+",
                                message = "must be the ARN of a policy: arn:aws:iam::ACCOUNT:policy/NAME")
                        String>
                permissionsBoundary,

        @About("path of every role, such as /chat/; cannot be changed later")
        @Default("/")
        @Pattern(regexp = "/([-+=,.@\\w]+/)*", message = "must begin and end with /, such as /chat/")
        String path,

        @About("ARN of the role that Terraform and kubectl assume; optional, by default they act as the person or "
                + "machine that runs them. List the role in administrators, too")
        Optional<
                        @Pattern(
                                regexp = "arn:aws:iam::\\d{12}:role/[-+=,.@\\w/]+",
                                message = "must be the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME")
                        String>
                assumeRole) {}
