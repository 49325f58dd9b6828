package dev.chatstack.clouds.aws;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.DatabaseNodesConfig;
import dev.chatstack.doctor.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code doctor} asks AWS. */
final class AwsChecks {
    private AwsChecks() {}

    /** Runs its other arguments as the role that is the first. */
    private static final String AS_ROLE = """
        role=$1
        shift
        credentials=$(aws sts assume-role --role-arn "$role" --role-session-name chatstack-doctor \\
            --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text) || exit 1
        read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<END
        $credentials
        END
        export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
        exec "$@"
        """;

    /** Who is signed in, and whether EKS can be asked there; as {@code cloud.iam.assumeRole} where there is one. */
    static List<Check> of(AwsConfig aws, Optional<ExposureConfig.Alb> alb) {
        List<Check> asked = asked(aws);
        alb.ifPresent(balancer -> asked.addAll(loadBalancer(balancer, aws)));
        return aws.iam()
                .assumeRole()
                .map(role -> asked.stream()
                        .map(check -> check.through("sh", "-c", AS_ROLE, "sh", role))
                        .toList())
                .orElse(asked);
    }

    private static List<Check> asked(AwsConfig aws) {
        List<Check> checks = new ArrayList<>(always(aws));
        aws.kmsKey()
                .ifPresent(key -> checks.add(Check.answers(
                        "Enabled",
                        "key " + key,
                        "ask the owner of the key for the right to use and grant it",
                        "aws",
                        "kms",
                        "describe-key",
                        "--region",
                        aws.region(),
                        "--key-id",
                        key,
                        "--query",
                        "KeyMetadata.KeyState",
                        "--output",
                        "text")));
        aws.iam()
                .permissionsBoundary()
                .ifPresent(boundary -> checks.add(Check.succeeds(
                        "permissions boundary " + boundary,
                        "ask an administrator of the account for its ARN, and the right to read it",
                        "aws",
                        "iam",
                        "get-policy",
                        "--policy-arn",
                        boundary)));
        aws.network().existing().ifPresent(network -> checks.addAll(new AwsNetworkChecks(aws, network).all()));
        return checks;
    }

    /** What of others the load balancer uses: without either, it never serves the chat. */
    private static List<Check> loadBalancer(ExposureConfig.Alb alb, AwsConfig aws) {
        List<Check> checks = new ArrayList<>();
        alb.webAcl()
                .ifPresent(arn -> checks.add(Check.succeeds(
                        "web ACL " + arn,
                        "list them: aws wafv2 list-web-acls --scope REGIONAL --region " + aws.region(),
                        "aws",
                        "wafv2",
                        "get-web-acl",
                        "--region",
                        aws.region(),
                        "--scope",
                        "REGIONAL",
                        "--name",
                        arn.split("/", -1)[2],
                        "--id",
                        arn.split("/", -1)[3])));
        alb.accessLogs()
                .ifPresent(bucket -> checks.add(new Check(
                        "bucket " + bucket + " takes access logs",
                        List.of(
                                "aws",
                                "s3api",
                                "get-bucket-policy",
                                "--region",
                                aws.region(),
                                "--bucket",
                                bucket,
                                "--query",
                                "Policy",
                                "--output",
                                "text"),
                        policy -> policy.contains("logdelivery.elasticloadbalancing.amazonaws.com")
                                ? Optional.empty()
                                : Optional.of(
                                        "its policy does not name logdelivery.elasticloadbalancing.amazonaws.com"),
                        "give the bucket the policy of docs/clusters-aws.md")));
        return checks;
    }

    private static List<Check> always(AwsConfig aws) {
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
                        "machine types " + String.join(", ", machineTypes(aws)),
                        "choose those of `aws ec2 describe-instance-type-offerings --region " + aws.region() + "`",
                        Stream.concat(
                                        Stream.of(
                                                "aws",
                                                "ec2",
                                                "describe-instance-types",
                                                "--region",
                                                aws.region(),
                                                "--instance-types"),
                                        machineTypes(aws).stream())
                                .toArray(String[]::new)),
                Check.succeeds(
                        "EKS may be asked in " + aws.region(),
                        "ask an administrator of the account for the right to make clusters",
                        "aws",
                        "eks",
                        "list-clusters",
                        "--region",
                        aws.region()));
    }

    private static List<String> machineTypes(AwsConfig aws) {
        return Stream.concat(
                        aws.nodes().machineTypes().stream(),
                        aws.databaseNodes().map(DatabaseNodesConfig::machineType).stream())
                .distinct()
                .toList();
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
