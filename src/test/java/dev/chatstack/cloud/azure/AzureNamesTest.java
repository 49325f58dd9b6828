package dev.chatstack.cloud.azure;

import static dev.chatstack.testing.EnvironmentFile.AZURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.cloud.AzureConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The name of a storage account")
class AzureNamesTest {
    private static final AzureConfig CONFIG =
            (AzureConfig) AZURE.load().config().cloud();

    @Test
    void fitsAzureHoweverLongTheEnvironmentsNameIs() {
        assertThat(new AzureNames("a-very-long-name-abc", CONFIG).storageAccount("backups"))
                .matches("[a-z0-9]{3,24}")
                .startsWith("averylonbackups");
        assertThat(new AzureNames("ab", CONFIG).storageAccount("files")).matches("[a-z0-9]{3,24}");
    }

    @Test
    void isTheSameAtEverySynth() {
        assertThat(new AzureNames("prod", CONFIG).storageAccount("files")).isEqualTo("prodfilesb9d90133");
    }

    @Test
    void differsBetweenSubscriptionsEnvironmentsAndPurposes() {
        AzureConfig elsewhere = (AzureConfig)
                AZURE.replace("11111111-1111", "99999999-1111").load().config().cloud();

        assertThat(new String[] {
                    new AzureNames("prod", CONFIG).storageAccount("files"),
                    new AzureNames("prod", CONFIG).storageAccount("backups"),
                    new AzureNames("prod", elsewhere).storageAccount("files"),
                    new AzureNames("pr-od", CONFIG).storageAccount("files")
                })
                .doesNotHaveDuplicates();
    }
}
