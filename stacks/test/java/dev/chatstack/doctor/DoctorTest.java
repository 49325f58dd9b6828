package dev.chatstack.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the clouds are stubs that give the answers these programs give; nobody is signed in to a cloud here. */
@DisplayName("./chatstack doctor")
class DoctorTest {
    @TempDir
    Path folder;

    @BeforeEach
    void givesTheMachineItsTools() throws IOException {
        Files.createDirectory(folder.resolve("bin"));
        Files.createDirectory(folder.resolve("config"));
        Files.copy(Path.of("..", "config", "aws-prod.yaml"), folder.resolve("config/aws-prod.yaml"));
        stub("terraform", "echo Terraform v1.11.4");
        stub("cdktf", "echo 0.21.0");
        stub("kubectl", "echo v1.34.1");
    }

    /** The identity that runs it may do nothing but assume the role. */
    @Test
    void asksAsTheRoleThatDeploys() throws IOException {
        Path file = folder.resolve("config/aws-prod.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\ncloud:\n",
                                "\ncloud:\n  iam: {assumeRole: \"arn:aws:iam::123456789012:role/platform-administrators\"}\n"));
        stub("aws", """
                case "$AWS_ACCESS_KEY_ID $*" in
                    *"assume-role --role-arn arn:aws:iam::123456789012:role/platform-administrators "*) printf 'ROLE\\tSECRET\\tTOKEN\\n' ;;
                    "ROLE "*"--query Arn"*) echo arn:aws:sts::123456789012:assumed-role/platform-administrators/chatstack-doctor ;;
                    "ROLE sts get-caller"*) [ "$AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN" = "SECRET TOKEN" ] && echo 123456789012 ;;
                    *) exit 9 ;;
                esac
                """);

        assertThat(doctor().output())
                .contains(
                        "ok       signed in to the AWS account 123456789012",
                        "ok       you are among cloud.administrators")
                .contains("problem  region eu-central-1");
    }

    @Test
    void saysThatAllIsWell() throws IOException {
        Path file = folder.resolve("config/aws-prod.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll("example[.-]", "team.")
                        .replace("203.0.113.", "198.51.100.")
                        .replace("123456789012", "210987654321")
                        .replace("Z0123456789ABCDEFGHIJ", "Z9876543210JIHGFEDCBA"));
        stub("aws", """
                case "$*" in
                    *"--query Arn"*) echo arn:aws:sts::210987654321:assumed-role/platform-administrators/me ;;
                    sts*) echo 210987654321 ;;
                    *describe-regions*) echo opt-in-not-required ;;
                    *"--instance-types m7i.xlarge") echo '{}' ;;
                    *list-clusters*) echo '{"clusters": []}' ;;
                    *get-bucket-versioning*) echo Enabled ;;
                    *) exit 9 ;;
                esac
                """);

        Program doctor = doctor();

        assertThat(doctor.output())
                .contains("ok       Terraform or OpenTofu\n", "ok       versioned state bucket")
                .doesNotContain("problem");
        assertThat(doctor.exitCode()).isZero();
    }

    @Test
    void namesWhatToTypeForEveryProblem() throws IOException {
        stub("terraform", "echo Terraform v1.5.7");
        stub("aws", """
                case "$*" in
                    sts*) echo 999999999999 ;;
                    *) echo 'Unable to locate credentials' >&2; exit 255 ;;
                esac
                """);

        Program doctor = doctor();

        assertThat(doctor.exitCode()).isEqualTo(2);
        assertThat(doctor.output())
                .contains(
                        "problem  example values are replaced: values of the example are in the lines 5, 10, 14, 15, ",
                        "problem  Terraform or OpenTofu: version 1.5.7 is older than 1.11\n         ./bootstrap-mgmt.sh --only terraform",
                        "problem  signed in to the AWS account 123456789012: it is `999999999999`, not `123456789012`\n         aws sso login",
                        "problem  EKS may be asked in eu-central-1: Unable to locate credentials",
                        "./chatstack state -e aws-prod --apply");
    }

    @Test
    void findsThatTheDeployerIsNoAdministratorBeforeTheClusterIsPaidFor() throws IOException {
        stub("aws", """
                case "$*" in
                    *"--query Arn"*) echo arn:aws:sts::123456789012:assumed-role/deployer/me ;;
                    *) echo 123456789012 ;;
                esac
                """);

        assertThat(doctor().output())
                .contains("problem  you are among cloud.administrators: the list lacks"
                        + " `arn:aws:sts::123456789012:assumed-role/deployer/me`\n"
                        + "         add the role or user that deploys");
    }

    @Test
    void asksForTheWebAclAndTheBucketOfAccessLogsOfALoadBalancer() throws IOException {
        Path file = folder.resolve("config/aws-prod.yaml");
        String acl = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/chat/0123abcd";
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("by: alb\n", "by: alb\n    webAcl: " + acl + "\n    accessLogs: logs\n"));
        String answers = """
            case "$*" in
                "wafv2 get-web-acl --region eu-central-1 --scope REGIONAL --name chat --id 0123abcd") echo '{}' ;;
                *"get-bucket-policy --region eu-central-1 --bucket logs --query Policy"*) echo '{"Service": "%s"}' ;;
                *) exit 9 ;;
            esac
            """;
        stub("aws", answers.formatted("logdelivery.elasticloadbalancing.amazonaws.com"));
        assertThat(doctor().output()).contains("ok       web ACL " + acl, "ok       bucket logs takes access logs");

        stub("aws", answers.formatted("delivery.logs.amazonaws.com").replace("--id 0123abcd", "--id another"));
        assertThat(doctor().output())
                .contains(
                        "problem  web ACL " + acl,
                        "problem  bucket logs takes access logs: its policy does not name"
                                + " logdelivery.elasticloadbalancing.amazonaws.com\n"
                                + "         give the bucket the policy of docs/clusters-aws.md");
    }

    /** The shipped environment on k3s, with its website. */
    private void chathub() throws IOException {
        Files.copy(Path.of("..", "config", "k3s-chathub.yaml"), folder.resolve("config/k3s-chathub.yaml"));
        Files.createDirectory(folder.resolve("website"));
        Files.writeString(folder.resolve("website/index.html"), "a page");
    }

    @Test
    void findsThatNoNodeOfK3sCanBeDrained() throws IOException {
        chathub();
        stub("kubectl", "case \"$*\" in *node-drain-policy*) printf \"$POLICY\" ;; *) echo ok ;; esac");

        assertThat(doctor("k3s-chathub", "POLICY=block-if-contains-last-replica")
                        .output())
                .contains(
                        "problem  nodes with a database's disk can be drained: Longhorn's node-drain-policy is `block-if-contains-last-replica`");
        assertThat(doctor("k3s-chathub", "POLICY=allow-if-replica-is-stopped").output())
                .contains("ok       nodes with a database's disk can be drained");
    }

    @Test
    void findsThatTraefikOfK3sEndsSlowUploads() throws IOException {
        chathub();
        stub("kubectl", "case \"$*\" in *'kube-system get deployment traefik '*) echo \"$ARGS\" ;; *) echo ok ;; esac");

        assertThat(doctor("k3s-chathub", "ARGS=[\"--entryPoints.websecure.address=:8443/tcp\"]")
                        .output())
                .contains("problem  uploads may take longer than a minute: Traefik ends each request after 60 seconds\n"
                        + "         set readTimeout");
        assertThat(doctor(
                                "k3s-chathub",
                                "ARGS=[\"--entryPoints.websecure.transport.respondingTimeouts.readTimeout=600s\"]")
                        .output())
                .contains("ok       uploads may take longer than a minute");
    }

    @Test
    void findsThatPodsHaveAddressesThatNothingHereSpeaks() throws IOException {
        Files.copy(
                Path.of("..", "config", "microservices-prod.yaml"), folder.resolve("config/microservices-prod.yaml"));
        stub("kubectl", "case \"$*\" in *podIP*) printf \"$PODS\" ;; *) echo ok ;; esac");

        for (String address : List.of("fd00:10:244::7", "2001:db8::7", "240.1.0.7", "100.64.3.7")) {
            assertThat(doctor("microservices-prod", "PODS=true=203.0.113.4\\n=10.42.0.3\\n=" + address + "\\n")
                            .output())
                    .contains("problem  pods have private IPv4 addresses: a pod has the address " + address);
        }
        assertThat(doctor("microservices-prod", "PODS=true=203.0.113.4\\n=10.42.0.3\\n=\\n")
                        .output())
                .contains("ok       pods have private IPv4 addresses");
    }

    @Test
    void findsThatK3sKeepsSecretsInTheClear() throws IOException {
        chathub();
        stub("kubectl", "case \"$*\" in *encryption-config-hash*) printf \"$HASH\" ;; *) echo ok ;; esac");

        assertThat(doctor("k3s-chathub", "HASH=\\n\\n").output())
                .contains("problem  k3s encrypts Secrets on disk: no server of k3s says that it does");
        assertThat(doctor("k3s-chathub", "HASH=start-7c1e0a\\n").output())
                .contains("ok       k3s encrypts Secrets on disk");
    }

    @Test
    void findsTheDeployerInAGroupOfAzure() throws IOException {
        Files.copy(Path.of("..", "config", "azure-prod.yaml"), folder.resolve("config/azure-prod.yaml"));
        stub("az", """
                case "$*" in
                    *user.type*) echo user ;;
                    *signed-in-user*) echo 44444444-4444-4444-4444-444444444444 ;;
                    *"--group 00000000-0000-0000-0000-000000000003 --member-id 44444444-4444-4444-4444-444444444444"*) echo "$MEMBER" ;;
                    *) exit 9 ;;
                esac
                """);

        assertThat(doctor("azure-prod", "MEMBER=true").output())
                .contains("ok       you are among cloud.administrators");
        assertThat(doctor("azure-prod", "MEMBER=false").output())
                .contains(
                        "problem  you are among cloud.administrators: error: the list lacks 44444444-4444-4444-4444-444444444444");
    }

    @Test
    void asksGcloudAndTerraformForASignInOfTheirOwn() throws IOException {
        Files.copy(Path.of("..", "config", "gcp-dev.yaml"), folder.resolve("config/gcp-dev.yaml"));
        stub("gcloud", """
                case "$*" in
                    *application-default*) echo token ;;
                    *) echo 'ERROR: (gcloud) You do not currently have an active account selected.' >&2; exit 1 ;;
                esac
                """);

        assertThat(doctor("gcp-dev").output())
                .contains(
                        "problem  signed in to gcloud: ERROR: (gcloud) You do not",
                        "\n         gcloud auth login\nok       signed in to Google Cloud for Terraform\n",
                        "problem  machine type e2-standard-4 in europe-west1-b: ");
    }

    @Test
    void asksForASignInWhereTheStateIs() throws IOException {
        Files.copy(Path.of("..", "config", "openshift-prod.yaml"), folder.resolve("config/openshift-prod.yaml"));
        stub("aws", "echo 'Unable to locate credentials' >&2; exit 255");

        assertThat(doctor("openshift-prod").output())
                .contains("problem  signed in to AWS, where the state is: Unable to locate credentials\n");
    }

    @Test
    void missesAProgram() {
        assertThat(doctor().output()).contains("problem  EKS may be asked in eu-central-1: `aws` is not on the PATH");
    }

    /** `up` is enough to deploy, and asks the doctor first. */
    @Test
    void aMissingCommandLineOfCdktfIsNoProblem() throws IOException {
        Files.delete(folder.resolve("bin/cdktf"));

        assertThat(doctor().output())
                .contains("later    cdktf or cdktn: neither is on the PATH\n")
                .doesNotContain("problem  cdktf");
    }

    @Test
    void asksADockerHostForNothingOfKubernetes() throws IOException {
        Files.delete(folder.resolve("bin/kubectl"));
        Files.delete(folder.resolve("bin/cdktf"));
        Files.writeString(
                folder.resolve("config/local.yaml"),
                Files.readString(Path.of("..", "config", "local.yaml"))
                        .replace("provider: docker", "provider: docker\n  host: ssh://deploy@machine.example.org"));
        stub("docker", "[ \"$2\" = ssh://deploy@machine.example.org ] && echo Permission denied >&2; exit 1");

        assertThat(doctor("local").output())
                .contains(
                        "ok       Terraform or OpenTofu\n",
                        "problem  Docker engine at ssh://deploy@machine.example.org: Permission denied\n         `ssh ssh://deploy@machine.example.org docker version` must work without a question")
                .doesNotContain("kubectl", "cdktf", "DNS record");
    }

    @Test
    void looksForWhatAnOrganisationHasAroundAnEnvironment() throws IOException {
        Files.writeString(
                folder.resolve("config/microservices-prod.yaml"),
                Files.readString(Path.of("..", "config", "microservices-prod.yaml")) + """

                        images: {mirror: registry.test/mirror, pullSecret: registry}
                        caBundle: {secret: company}
                        proxy: {url: "http://10.9.8.7:3128"}
                        """);
        stub("curl", "case \"$*\" in *registry.test/v2/) exit 0 ;; *) echo refused >&2; exit 7 ;; esac");
        stub("kubectl", """
                case "$*" in
                    *"get secret registry "*) echo Opaque ;;
                    *"get secret company "*) echo '-----BEGIN CERTIFICATE-----' ;;
                    *"get secret alerts "*) echo 'Error from server (NotFound): secrets "alerts" not found' >&2; exit 1 ;;
                    *"get clusterissuer "*) echo False ;;
                    *) echo ok ;;
                esac
                """);

        assertThat(doctor("microservices-prod").output())
                .contains(
                        "ok       registry registry.test answers this machine\n",
                        "problem  proxy http://10.9.8.7:3128 answers this machine: refused\n",
                        "problem  pull secret registry in the namespace application: its type is `Opaque",
                        "problem  ClusterIssuer letsencrypt: it is not Ready\n",
                        "later    Secret alerts in the namespace application-monitoring: Error from server (NotFound)",
                        "ok       certificates of caBundle in the Secret company in the namespace application\n");
    }

    private Program doctor() {
        return doctor("aws-prod");
    }

    @Test
    void asksTheProgramThatRunsInsteadOfTerraform() throws IOException {
        stub("tofu", "echo OpenTofu v1.9.0");

        assertThat(doctor("aws-prod", "TERRAFORM_BINARY_NAME=tofu").output())
                .contains(
                        "problem  Terraform or OpenTofu: version 1.9.0 is older than 1.11",
                        "         ./bootstrap-mgmt.sh --only tofu");
    }

    private Program doctor(String environment) {
        return doctor(environment, "TERRAFORM_BINARY_NAME=terraform");
    }

    private Program doctor(String environment, String variable) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Program.run(
                folder,
                "env",
                "PATH=" + folder.resolve("bin") + ":/usr/bin:/bin",
                variable,
                java,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.chatstack.cli.Main",
                "doctor",
                "-e",
                environment);
    }

    private void stub(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
