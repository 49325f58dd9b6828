package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.EnvironmentFile;
import org.junit.jupiter.api.Test;

class EnvironmentStacksTest {
    @Test
    void deploysTheClusterThenThePlatformThenTheChat() {
        assertThat(EnvironmentStacks.names(EnvironmentFile.AWS.load()))
                .containsExactly("prod-cluster", "prod-platform", "prod-chat");
    }

    @Test
    void makesNoClusterThatExists() {
        assertThat(EnvironmentStacks.names(EnvironmentFile.MICROSERVICES.load()))
                .containsExactly("prod-platform", "prod-chat");
    }

    @Test
    void hasOneStackOnADockerHostAndOneBeforeItForAMachine() {
        assertThat(EnvironmentStacks.names(EnvironmentFile.shipped("local").load()))
                .containsExactly("prod");
        assertThat(EnvironmentStacks.names(
                        EnvironmentFile.shipped("google-host").load()))
                .containsExactly("prod-machine", "prod");
    }
}
