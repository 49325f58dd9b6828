package dev.chatstack.config.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.EnvironmentFile;
import org.junit.jupiter.api.Test;

class BackupVolumeRulesTest {
    private static final String WARNING =
            "backup.store.storageClass: must name another class than the database's (database)";
    private static final EnvironmentFile FILE = new EnvironmentFile("""
            state: {backend: local}
            cloud: {provider: existing, platform: kubernetes, context: example, databaseStorageClass: database}
            chat:
              product: rocketchat
              host: chat.example.org
              version: 8.9.0
              adminEmail: admin@example.org
              exposure: {by: ingress, className: traefik, controllerNamespace: traefik}
            backup: {store: {in: volume}}
            """);

    @Test
    void warnOfBackupsBesideTheDatabase() {
        assertThat(warnings(FILE)).contains(WARNING);
        assertThat(warnings(FILE.replace("in: volume", "in: volume, storageClass: database")))
                .contains(WARNING);
    }

    @Test
    void areQuietForAnotherClassAndForTryingThingsOut() {
        assertThat(warnings(FILE.replace("in: volume", "in: volume, storageClass: archive")))
                .doesNotContain(WARNING);
        assertThat(warnings(new EnvironmentFile("production: false\n" + FILE.text())))
                .doesNotContain(WARNING);
    }

    private static String warnings(EnvironmentFile file) {
        return file.load().warnings().toString();
    }
}
