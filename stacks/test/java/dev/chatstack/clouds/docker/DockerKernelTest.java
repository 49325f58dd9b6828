package dev.chatstack.clouds.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The kernel of a Docker host")
class DockerKernelTest {
    @ParameterizedTest
    @ValueSource(strings = {"6.19.0", "6.19.3-arch1-1", "6.20", "7.0.0-14-generic\n", "7.0.13"})
    void isRefusedWhereMongoDbCrashes(String release) {
        assertThat(DockerKernel.problem(release)).hasValue("MongoDB 8.0.26 crashes on Linux " + release.trim());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.15.0-91-generic", "6.8.0-45-generic", "6.18.40", "7.0.14", "7.1.0", "10.0.1"})
    void isTakenWhereMongoDbRuns(String release) {
        assertThat(DockerKernel.problem(release)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown"})
    void isNotGuessed(String release) {
        assertThat(DockerKernel.problem(release)).isPresent();
    }
}
