package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.Environment;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.loader.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file does not say must be right with the rest that it does not say. */
@DisplayName("A file without nodes and database")
class DefaultNodesTest {
    @TempDir
    private Path folder;

    private Environment without(String environment) throws IOException {
        String file = Files.readString(Path.of("..", "config", environment + ".yaml"))
                .replaceAll("(?m)^  (nodes|userNodes):\\n(?:    .*\\n)+", "")
                .replaceAll("(?m)^mongodb:\\n(?:  .*\\n)+", "");
        return ConfigLoader.load(Files.writeString(folder.resolve(environment + ".yaml"), file));
    }

    @Test
    void hasANodeForEachMemberOnAws() throws IOException {
        Environment aws = without("aws-prod");

        assertThat(((AwsConfig) aws.config().cloud()).nodes().workersCount())
                .isEqualTo(aws.config().mongodb().members());
    }

    @Test
    void isNotWarnedOfItsNodesOnAzure() throws IOException {
        Environment azure = without("azure-prod");

        assertThat(((AzureConfig) azure.config().cloud()).userNodes()).isEmpty();
        assertThat(azure.warnings()).noneMatch(problem -> problem.toString().contains("cloud.nodes"));
    }
}
