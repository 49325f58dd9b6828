package dev.chatstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("./chatstack load")
class LoadTest {
    @Test
    void doesNotDisturbPeopleAtWorkByAccident() {
        assertThat(refused("-e", "aws-prod"))
                .contains("--in-production: must be said, because aws-prod is in production and people will notice");
    }

    @Test
    void speaksTheLanguageOfRocketChatAlone() {
        assertThat(refused("-e", "k3s-chathub", "--in-production")).contains("k3s-chathub has no Rocket.Chat");
    }

    @Test
    void hasBounds() {
        assertThat(refused("-e", "gcp-dev", "--people", "1001")).contains("--people: must be 1 to 1000, got `1001`");
        assertThat(refused("-e", "gcp-dev", "--minutes", "61")).contains("--minutes: must be 1 to 60, got `61`");
        assertThat(refused("-e", "gcp-dev", "--pause", "0")).contains("--pause: must be 1 to 3600, got `0`");
    }

    @Test
    void needsAPasswordAndOneEnvironment() {
        assertThat(refused("-e", "gcp-dev")).contains("CHATSTACK_ADMIN_PASSWORD: must hold the password of `admin`");
        assertThat(refused()).contains("-e: must name one environment");
    }

    private static String refused(String... options) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "-u",
                "CHATSTACK_ADMIN_PASSWORD",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.chatstack.cli.Main",
                "load"));
        command.addAll(List.of(options));
        Program load = Program.run(Path.of(".."), command.toArray(String[]::new));
        assertThat(load.exitCode()).isEqualTo(2);
        return load.output();
    }
}
