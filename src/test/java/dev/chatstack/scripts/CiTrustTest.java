package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A branch does not own production")
class CiTrustTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void noWorkflowLetsAPullRequestDeploy() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            for (Path file : files.toList()) {
                assertThat(CiTrust.ofWorkflow(file.getFileName().toString(), Files.readString(file)))
                        .isEmpty();
            }
        }
    }

    @Test
    void noMergeRequestDeploys() throws IOException {
        assertThat(CiTrust.ofPipeline(Files.readString(ROOT.resolve(".gitlab-ci.yml"))))
                .isEmpty();
    }

    @Test
    void thePageTrustsNoPullRequestWithMoreThanAPlan() throws IOException {
        assertThat(CiTrust.ofTrusts(Files.readString(ROOT.resolve("docs/ci.md"))))
                .isEmpty();
    }

    /** Each line is a step back; the checker must see it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plan.yaml   | environment: plan                       | ''                          | without an environment
            plan.yaml   | AWS_PLAN_ROLE                           | AWS_DEPLOY_ROLE             | names an identity
            plan.yaml   | --only git curl terraform               | ''                          | builds in the job that signs in
            plan.yaml   | tools/ci/plan.sh                        | ./chatstack synth; plan.sh  | builds in the job that signs in
            plan.yaml   | persist-credentials: false              | fetch-depth: 1              | GitHub's token
            plan.yaml   | pull_request:                           | pull_request_target:        | with the rights of main
            deploy.yaml | "if: github.ref == 'refs/heads/main'"   | "if: always()"              | from any branch
            drift.yaml  | "&& github.ref == 'refs/heads/main'"    | ''                          | from any branch
            """)
    void seesAStepBackInAWorkflow(String file, String text, String instead, String finding) throws IOException {
        String workflow = Files.readString(ROOT.resolve(".github/workflows").resolve(file));
        String was = text.replace("\"", "");
        assertThat(workflow).contains(was);

        assertThat(CiTrust.ofWorkflow(file, workflow.replace(was, instead.replace("\"", ""))))
                .anyMatch(found -> found.contains(finding));
    }

    @Test
    void seesAnIdentityThatEveryJobHas() throws IOException {
        String workflow = Files.readString(ROOT.resolve(".github/workflows/plan.yaml"));
        String little = "permissions:\n  contents: read\njobs:";
        assertThat(workflow).contains(little);

        assertThat(CiTrust.ofWorkflow("plan.yaml", workflow.replace(little, "permissions: write-all\njobs:")))
                .anyMatch(found -> found.contains("every job may sign in"))
                .anyMatch(found -> found.contains("synth: builds in the job that signs in"));
    }

    @Test
    void seesThatAMergeRequestGetsTheIdentityOfTheDeploy() throws IOException {
        String pipeline = Files.readString(ROOT.resolve(".gitlab-ci.yml"));

        assertThat(CiTrust.ofPipeline(
                        pipeline.replace("$AWS_PLAN_ROLE", "$AWS_ROLE").replace("_PLAN_", "_")))
                .anyMatch(found -> found.contains("plan: has the same identity"));
        String rule = "  rules: [{if: $CI_COMMIT_REF_PROTECTED";
        assertThat(CiTrust.ofPipeline(pipeline.replace(rule, "  tags: [{if: $CI_COMMIT_REF_PROTECTED")))
                .anyMatch(found -> found.contains("deploy: has the same identity"));
        assertThat(CiTrust.ofPipeline(pipeline.replace(rule, "  tags: [{if: $CI")
                        .replace("extends: .signed-in", "extends: [.signed-in]")))
                .anyMatch(found -> found.contains("deploy: has the same identity"));
        assertThat(CiTrust.ofPipeline(pipeline.replace("--only git curl terraform", "")))
                .hasSize(3)
                .allMatch(found -> found.contains("builds in the job that signs in"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            repo:OWNER/REPO:environment:aws-prod                 | repo:OWNER/REPO:pull_request
            repo:OWNER/REPO:environment:aws-prod                 | repo:OWNER/REPO:*
            subject/repo:OWNER/REPO:environment:gcp-prod         | attribute.repository/OWNER/REPO
            repo:OWNER/REPO:environment:gcp-prod                 | repo:OWNER/REPO:environment:plan
            repo:OWNER/REPO:environment:azure-prod               | repo:OWNER/REPO:environment:plan
            project_path:GROUP/PROJECT:ref_type:branch:ref:main  | project_path:GROUP/PROJECT:ref_type:branch:ref:*
            """)
    void seesATrustThatLetsAPullRequestIn(String text, String instead) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/ci.md"));
        assertThat(page).contains(text);

        assertThat(CiTrust.ofTrusts(page.replace(text, instead))).isNotEmpty();
    }

    @Test
    void thePlanReadsNoSecretAndNoBucketButTheState() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/ci.md"));
        String rights = page.substring(page.indexOf("```json rights plan"));
        rights = rights.substring(0, rights.indexOf("\n```\n"));

        assertThat(rights).doesNotContain("ReadOnlyAccess", "s3:*", "s3:Get*");
        assertThat(List.of(rights.split("\n")))
                .filteredOn(line -> line.contains("s3:"))
                .allMatch(line -> line.contains("arn:aws:s3:::STATE-BUCKET"));
    }
}
