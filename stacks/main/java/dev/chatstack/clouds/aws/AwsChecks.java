package dev.chatstack.clouds.aws;

import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.doctor.Check;
import java.util.List;
import java.util.Optional;
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
                deployerAdministers(aws),
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

    /** EKS gives nothing to the role that makes a cluster: without an entry the platform's deploy is refused, 20 minutes later. */
    private static Check deployerAdministers(AwsConfig aws) {
        return new Check(
                "you are among cloud.administrators",
                List.of("aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text"),
                answer -> aws.administrators().stream().anyMatch(name -> isSame(name, answer.trim()))
                        ? Optional.empty()
                        : Optional.of("the list lacks `" + answer.trim() + "`"),
                "add the role or user that deploys to cloud.administrators");
    }

    /** A session of the role {@code …:role/path/NAME} is {@code …:assumed-role/NAME/SESSION}. */
    private static boolean isSame(String administrator, String caller) {
        String role = administrator.substring(administrator.lastIndexOf('/') + 1);
        return administrator.equals(caller)
                || (administrator.contains(":role/") && caller.contains(":assumed-role/" + role + "/"));
    }
}
