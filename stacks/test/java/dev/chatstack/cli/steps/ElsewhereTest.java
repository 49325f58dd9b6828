package dev.chatstack.cli.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cli.restore.Wanted;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.host.TerraformWords;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.testing.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The backup of one environment for another one")
class ElsewhereTest {
    private static final String STAGING_URL = "overwrite: {Site_Url: \"https://staging.example.org\"}";
    private static final EnvironmentFile STAGING =
            EnvironmentFile.GOOGLE.replace("host: chat.example.org", "host: staging.example.org");

    @TempDir
    private Path folder;

    private Environment load(String name, EnvironmentFile file) throws IOException {
        return ConfigLoader.load(Files.writeString(folder.resolve(name + ".yaml"), file.text()));
    }

    private Elsewhere prodTo(EnvironmentFile prod, EnvironmentFile staging) throws IOException {
        return new Elsewhere(load("prod", prod), load("staging", staging));
    }

    private static EnvironmentFile with(EnvironmentFile file, String settings) {
        return file.chat("settings:\n" + settings.indent(2));
    }

    @Test
    void isRefusedWithEveryReason() throws IOException {
        EnvironmentFile prod = with(EnvironmentFile.AWS, """
            uploads: {store: s3}
            signIn:
              ldap: {host: ldap.example.org, encryption: tls, baseDn: "dc=example,dc=org", secret: directory}
              github: {secret: github}
            mail: {host: mail.example.org, from: chat@example.org}
            """);

        assertThatThrownBy(() -> prodTo(prod, STAGING).mustBeRight())
                .isInstanceOf(UserError.class)
                .hasMessage("""
                    the backups of prod cannot be restored into staging like this; nothing was touched:
                      chat.settings.uploads.store: the files of prod are in s3, and staging has gridfs, where nobody finds them. Set it to s3 in staging, deploy, and copy the files
                      chat.settings.overwrite.Site_Url: the database of prod says https://chat.example.org, so links and sign-in would lead there. Set it to https://staging.example.org in staging and deploy
                      chat.settings.overwrite.Accounts_OAuth_Github: prod uses it, and its database brings it to staging. Set it in staging ("false" turns it off), or configure the block for it there, and deploy
                      chat.settings.overwrite.LDAP_Enable: prod uses it, and its database brings it to staging. Set it in staging ("false" turns it off), or configure the block for it there, and deploy
                      chat.settings.overwrite.SMTP_Host: prod uses it, and its database brings it to staging. Set it in staging ("" turns it off), or configure the block for it there, and deploy\
                    """);
    }

    @Test
    void isFineOnceTheOtherFileSaysWhereItIs() throws IOException {
        EnvironmentFile prod = with(EnvironmentFile.GOOGLE, """
            uploads: {store: gridfs}
            mail: {host: mail.example.org, from: chat@example.org}
            """);
        String settings =
                "uploads: {store: gridfs}\noverwrite: {Site_Url: \"https://staging.example.org\", SMTP_Host: \"\"}\n";

        assertThatCode(() -> prodTo(prod, with(STAGING, settings)).mustBeRight())
                .doesNotThrowAnyException();
        // a move: the name goes along
        assertThatCode(() -> prodTo(EnvironmentFile.GOOGLE, EnvironmentFile.AWS).mustBeRight())
                .doesNotThrowAnyException();
    }

    @Test
    void isNoneOfItsOwnAndNoneOfAnotherProductOrTeam() throws IOException {
        Environment prod = load("prod", EnvironmentFile.GOOGLE);
        assertThatThrownBy(() -> new Elsewhere(prod, prod).mustBeRight())
                .hasMessage("--from: must be another environment than -e; for its own backups leave --from out");
        assertThatThrownBy(() -> new Elsewhere(
                                ConfigLoader.load(Path.of("../config/k3s-chathub.yaml")), load("staging", STAGING))
                        .mustBeRight())
                .hasMessageContaining(
                        "chat.product: k3s-chathub is Tailchat, staging is Rocket.Chat; neither reads the database of"
                                + " the other");
        EnvironmentFile external = new EnvironmentFile(
                EnvironmentFile.GOOGLE.text() + "mongodb: {external: {secret: database, networks: [10.20.0.0/24]}}\n");
        assertThatThrownBy(() -> prodTo(external, STAGING).mustBeRight())
                .hasMessageContaining("prod: mongodb.external is backed up by another team");
    }

    @Test
    void twoChatsOnOneBucketOfFilesAreRefused() throws IOException {
        String settings = "uploads: {store: s3, bucket: chat-uploads, region: eu-central-1}\n";

        assertThatThrownBy(() -> prodTo(with(EnvironmentFile.AWS, settings), with(STAGING, settings + STAGING_URL))
                        .mustBeRight())
                .hasMessageContaining(
                        "chat.settings.uploads.bucket: both use `chat-uploads`: a message that is deleted in"
                                + " staging takes along the file of prod");
    }

    @Test
    void isFoundWhereItsOwnCloudKeepsIt() throws IOException {
        Elsewhere google = prodTo(EnvironmentFile.GOOGLE, STAGING);
        assertThat(google.source(() -> read(google.from())).variables())
                .isEqualTo(Map.of(
                        "RESTORE_FROM", "prod",
                        "FROM_STORE", "from:example-chat-prod-backups/mongodb",
                        "RCLONE_CONFIG_FROM_TYPE", "gcs",
                        "RCLONE_CONFIG_FROM_BUCKET_POLICY_ONLY", "true"));
        Elsewhere s3 = prodTo(EnvironmentFile.shipped("microservices-prod"), STAGING);
        assertThat(s3.source(() -> read(s3.from())).variables())
                .isEqualTo(Map.of(
                        "RESTORE_FROM", "prod",
                        "FROM_STORE", "from:chat-backups/mongodb",
                        "RCLONE_CONFIG_FROM_TYPE", "s3",
                        "RCLONE_CONFIG_FROM_PROVIDER", "Other",
                        "RCLONE_CONFIG_FROM_REGION", "eu-central-1",
                        "RCLONE_CONFIG_FROM_ENDPOINT", "https://s3.example.org"));
        // a disk of another machine is read by nobody: its copy is
        Elsewhere disk = prodTo(EnvironmentFile.shipped("local"), STAGING);
        assertThat(disk.source(() -> {
                            throw new AssertionError("nothing to ask");
                        })
                        .variables())
                .isEqualTo(Map.of("RESTORE_FROM", "prod"));
    }

    private static Blueprint read(Environment environment) {
        return new Synthesis(List.of(environment), Optional.empty())
                .inTemporaryFolder(stacks -> EnvironmentStacks.read(environment, stacks));
    }

    @Test
    void isPrintedAsKubectlAndDockerTakeIt() throws IOException {
        Elsewhere disk = prodTo(EnvironmentFile.shipped("local"), STAGING);
        Wanted wanted = new Wanted(Wanted.Kind.RESTORE, "latest", Optional.of(disk.source(() -> read(disk.from()))));

        assertThat(new RestoreSteps(disk.to(), wanted, TerraformWords.of(Map.of())).text())
                .contains("create job restore-latest --from=cronjob/mongodb-restore --dry-run=client -o json | kubectl"
                        + " set env --local -f - -o json 'RESTORE_FROM=prod' | kubectl create -f -\n");
        assertThat(new RestoreSteps(
                                load("local", EnvironmentFile.shipped("local")), wanted, TerraformWords.of(Map.of()))
                        .text())
                .contains("exec -e 'RESTORE_FROM=prod' local-backup bash /etc/chatstack/with-secrets.sh bash"
                        + " /etc/chatstack/scripts/restore.sh latest\n");
    }

    @Test
    void saysWhatTheDatabaseDoesNotBring() throws IOException {
        assertThat(prodTo(with(EnvironmentFile.AWS, "uploads: {store: s3}\n"), STAGING)
                        .afterwards())
                .hasSize(2)
                .first()
                .isEqualTo("files that people sent are in the bucket of prod, copy them: rclone copy prod:UPLOADS"
                        + " staging:UPLOADS");
        EnvironmentFile volume = with(STAGING, "uploads: {store: filesystem, storageClass: shared}\n");
        assertThat(prodTo(volume, volume).afterwards()).first().isEqualTo("""
                        files that people sent are on the volume of prod, copy them.
                          There: kubectl -n application exec deploy/rocketchat-server -c rocketchat -- tar -C /app/uploads -cf - . > uploads.tar
                          Here:  kubectl -n application exec -i deploy/rocketchat-server -c rocketchat -- tar -C /app/uploads -xkf - < uploads.tar""");
        assertThat(prodTo(EnvironmentFile.GOOGLE, STAGING).afterwards())
                .containsExactly(
                        "what administrators set in the chat of prod came along: look at sign-in, webhooks and the"
                                + " registration in the administration of staging");
    }
}
