package dev.chatstack.clouds.aws;

import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.doctor.Check;
import java.util.List;
import java.util.stream.Stream;

/** What {@code doctor} asks AWS. */
final class AwsChecks {
    private AwsChecks() {}

    /** Who is signed in, and whether EKS can be asked there. */
    static List<Check> of(AwsConfig aws) {
        return List.of(
                Check.answers(
                        aws.accountId(),
                        "signed in to the AWS account " + aws.accountId(),
                        "aws sso login, or set AWS_PROFILE to a profile of that account",
                        "aws",
                        "sts",
                        "get-caller-identity",
                        "--query",
                        "Account",
                        "--output",
                        "text"),
                Check.answers(
                        "opt-in-not-required",
                        "region " + aws.region(),
                        "switch the region on in the account's settings, or choose another one",
                        "aws",
                        "ec2",
                        "describe-regions",
                        "--region",
                        aws.region(),
                        "--region-names",
                        aws.region(),
                        "--query",
                        "Regions[0].OptInStatus",
                        "--output",
                        "text"),
                Check.succeeds(
                        "machine types " + String.join(", ", aws.nodes().machineTypes()),
                        "choose those of `aws ec2 describe-instance-type-offerings --region " + aws.region() + "`",
                        Stream.concat(
                                        Stream.of(
                                                "aws",
                                                "ec2",
                                                "describe-instance-types",
                                                "--region",
                                                aws.region(),
                                                "--instance-types"),
                                        aws.nodes().machineTypes().stream())
                                .toArray(String[]::new)),
                Check.succeeds(
                        "EKS may be asked in " + aws.region(),
                        "ask whoever administers the account for the right to make clusters",
                        "aws",
                        "eks",
                        "list-clusters",
                        "--region",
                        aws.region()));
    }
}
