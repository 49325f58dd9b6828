package dev.chatstack.config.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.testing.EnvironmentFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsRulesTest {
    private static final String WARNING = "chat.settings.uploads.store: is gridfs";
    private static final EnvironmentFile THREE = EnvironmentFile.AWS.chat("replicas: 3\nlicenceSecret: licence");

    @Test
    void warnOfFilesInTheDatabaseOfManyPeople() {
        assertThat(warnings(THREE)).contains(WARNING);
        assertThat(warnings(EnvironmentFile.AWS.chat("concurrentUsers: 600"))).contains(WARNING);
    }

    @Test
    void areQuietForFewPeopleAndOtherStores() {
        assertThat(warnings(EnvironmentFile.AWS)).doesNotContain(WARNING);
        assertThat(warnings(THREE.chat("settings: {uploads: {store: s3}}"))).doesNotContain(WARNING);
        assertThat(warnings(new EnvironmentFile("production: false\n" + THREE.text())))
                .doesNotContain(WARNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-prod", "azure-prod", "gcp-dev", "microservices-prod", "openshift-prod"})
    void areQuietForWhatWeShip(String name) {
        assertThat(ConfigLoader.load(Path.of("..", "config", name + ".yaml"))
                        .warnings()
                        .toString())
                .doesNotContain(WARNING);
    }

    private static String warnings(EnvironmentFile file) {
        return file.load().warnings().toString();
    }
}
