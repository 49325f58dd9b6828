package dev.chatstack.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.cli.Environments;
import dev.chatstack.cli.steps.AcceptanceList;
import dev.chatstack.config.Environment;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of acceptance")
class AcceptancePageTest {
    private static final Path PAGE = Path.of("..", "docs", "acceptance.md");
    private static final String HEAD = """
            # Acceptance

            What must be seen before an environment is handed over, as `./chatstack acceptance -e ENV` prints it for yours. These are the
            lists of the shipped environments. Copy one into a ticket and tick the boxes; kubectl needs access to the cluster
            (`./chatstack up` prints how).

            """;

    @Test
    void hasWhatTheStacksOfEachEnvironmentMake() throws IOException {
        List<Environment> environments = new Environments(Path.of("..", "config")).load(List.of());
        List<String> lines = new Synthesis(environments, Optional.empty()).inTemporaryFolder(stacks -> {
            List<String> all = new ArrayList<>();
            environments.forEach(environment ->
                    all.addAll(new AcceptanceList(environment, EnvironmentStacks.read(environment, stacks)).lines()));
            return all;
        });
        String page = HEAD + String.join("\n", lines).stripTrailing() + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page);
        assertThat(page)
                .contains("shows port 3000", "shows port 27017", "shows 3/3", "<title>Rocket.Chat", "valkey-cli");
    }
}
