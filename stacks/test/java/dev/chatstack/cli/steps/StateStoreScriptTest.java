package dev.chatstack.cli.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the clouds are stubs that write down what they are asked; {@code ./chatstack e2e aws-prod} runs Amazon's own. */
@DisplayName("./chatstack state")
class StateStoreScriptTest {
    @TempDir
    Path folder;

    @Test
    void makesAPrivateVersionedBucketOnS3() throws IOException {
        List<String> typed = run("aws-prod", "aws", "*head-bucket*");

        assertThat(typed.get(1))
                .isEqualTo(
                        "aws s3api create-bucket --bucket example-chat-terraform-state --region eu-central-1 --create-bucket-configuration LocationConstraint=eu-central-1");
        assertThat(typed)
                .anyMatch(
                        line -> line.contains("put-public-access-block")
                                && line.contains(
                                        "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true"))
                .anyMatch(line -> line.contains("put-bucket-encryption") && line.contains("AES256"))
                .anyMatch(line -> line.endsWith("--versioning-configuration Status=Enabled"))
                .anyMatch(line -> line.contains("arn:aws:s3:::example-chat-terraform-state/*")
                        && line.contains("aws:SecureTransport"));
    }

    @Test
    void makesItOnceAndSetsItRightEveryTime() throws IOException {
        List<String> again = run("aws-prod", "aws", "nothing");

        assertThat(again).noneMatch(line -> line.contains("create-bucket")).hasSize(7);
    }

    @Test
    void namesNoRegionInTheOneThatMustNotBeNamed() throws IOException {
        Path file = folder.resolve("aws-prod.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of("..", "config", "aws-prod.yaml"))
                        .replaceFirst("(?m)^  region: eu-central-1$", "  region: us-east-1"));

        assertThat(typed(new StateStoreScript(ConfigLoader.load(file)), "aws", "*head-bucket*"))
                .contains("aws s3api create-bucket --bucket example-chat-terraform-state --region us-east-1");
    }

    @Test
    void makesAPrivateVersionedBucketOnCloudStorage() throws IOException {
        Environment environment = withState("backend: gcs\n  bucket: my-state");

        assertThat(typed(new StateStoreScript(environment), "gcloud", "*describe*"))
                .anyMatch(line -> line.contains("buckets create gs://my-state --project=")
                        && line.contains("--location=europe-west1")
                        && line.contains("--public-access-prevention"))
                .anyMatch(line -> line.contains("buckets update gs://my-state") && line.contains("--versioning"));
    }

    @Test
    void makesAnAccountWithoutKeysOnAzure() throws IOException {
        List<String> typed = run("azure-prod", "az", "*'account show'*none");

        assertThat(typed)
                .anyMatch(line ->
                        line.contains("storage account create") && line.contains("--allow-shared-key-access false"))
                .anyMatch(line ->
                        line.contains("blob-service-properties update") && line.contains("--enable-versioning true"))
                .anyMatch(line -> line.contains("container-rm create") && line.contains("--public-access off"))
                .anyMatch(line -> line.contains("role assignment create"));
    }

    @Test
    void stopsAtTheFirstCommandThatFails() throws IOException {
        stub("aws", "echo \"aws $*\" >> typed; case \"$*\" in *head-bucket* | *create-bucket*) exit 1 ;; esac");

        assertThat(bash(new StateStoreScript(shipped("aws-prod"))).exitCode()).isNotZero();
        assertThat(Files.readAllLines(folder.resolve("typed"))).hasSize(2);
    }

    @Test
    void hasNothingToDoForFiles() {
        assertThatThrownBy(() -> new StateStoreScript(withState("backend: local")).text())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("state.backend: local needs nothing");
    }

    @Test
    void doesNotGuessARegionOfAnotherCloud() throws IOException {
        Path file = folder.resolve("aws-prod.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of("..", "config", "aws-prod.yaml"))
                        .replaceFirst("(?s)state:.*?\n\n", "state:\n  backend: gcs\n  bucket: elsewhere\n\n"));

        assertThatThrownBy(() -> new StateStoreScript(ConfigLoader.load(file)).text())
                .hasMessageContaining("elsewhere must be made by hand");
    }

    private List<String> run(String environment, String program, String fails) throws IOException {
        return typed(new StateStoreScript(shipped(environment)), program, fails);
    }

    /** What the script asks of {@code program}, which fails when its arguments match the pattern {@code fails}. */
    private List<String> typed(StateStoreScript store, String program, String fails) throws IOException {
        stub(program, "echo \"%s $*\" >> typed; case \"$*\" in %s) exit 1 ;; esac".formatted(program, fails));
        bash(store).succeeds();
        return Files.readAllLines(folder.resolve("typed"));
    }

    private Program bash(StateStoreScript store) {
        return Program.run(
                folder, "env", "PATH=" + folder + ":/usr/bin:/bin", "bash", "-euo", "pipefail", "-c", store.text());
    }

    private static Environment shipped(String environment) {
        return ConfigLoader.load(Path.of("..", "config", environment + ".yaml"));
    }

    private Environment withState(String state) throws IOException {
        Path file = folder.resolve("gcp-dev.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of("..", "config", "gcp-dev.yaml"))
                        .replaceFirst("(?s)state:.*?\n\n", "state:\n  " + state + "\n\n"));
        return ConfigLoader.load(file);
    }

    private void stub(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
