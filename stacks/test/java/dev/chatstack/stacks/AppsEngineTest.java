package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Program;
import dev.chatstack.testing.Synth;
import dev.chatstack.workload.rocketchat.AppsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the command of each rendered init container against a folder that stands for the image. */
@DisplayName("The folder of the Apps-Engine")
class AppsEngineTest {
    @TempDir
    Path image;

    @ParameterizedTest
    @ValueSource(strings = {"8.6.1", "8.9.1", "9.0.0", "12.1.0"})
    void isCopiedByEveryPodWhoseImageHasIt(String version) throws IOException {
        Files.writeString(Files.createDirectories(image.resolve("deno-runtime")).resolve("main.ts"), "started");
        for (List<String> command : commands(version)) {
            Path copy = Files.createTempDirectory(image, "copy");

            run(command, copy).succeeds();

            assertThat(copy.resolve("main.ts")).hasContent("started");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.6.1", "8.9.1", "9.0.0", "12.1.0"})
    void stopsNoPodWhoseImageLacksIt(String version) throws IOException {
        for (List<String> command : commands(version)) {
            Path copy = Files.createTempDirectory(image, "copy");

            run(command, copy).succeeds();

            assertThat(copy).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "8.6.1")
    void stopsAPodThatCannotCopyIt(String version) throws IOException {
        Files.createDirectories(image.resolve("deno-runtime"));

        assertThat(run(commands(version).get(0), image.resolve("deno-runtime/no/such/folder"))
                        .exitCode())
                .isNotZero();
    }

    private Program run(List<String> command, Path copy) {
        String[] words = command.stream()
                .map(word -> word.replace(
                        AppsEngine.FOLDER, image.resolve("deno-runtime").toString()))
                .map(word -> word.equals("/apps-engine") ? copy.toString() : word)
                .toArray(String[]::new);
        return Program.run(image, words);
    }

    /** Of the servers, of the pod that migrates first, and of the chart. */
    private static List<List<String>> commands(String version) {
        EnvironmentFile chart = EnvironmentFile.MICROSERVICES.replace("8.9.0", version);
        Synth programs = Stacks.of(chart.load(), "chat");
        Synth servers =
                Stacks.of(chart.replace("  architecture: microservices\n", "").load(), "chat");
        List<List<String>> commands = new ArrayList<>();
        collect(servers.named("kubernetes_deployment_v1", "rocketchat-server"), commands);
        collect(servers.named("kubernetes_job_v1", "rocketchat-migrations-" + version.replace('.', '-')), commands);
        collect(programs.values("chat").path("extraInitContainers"), commands);
        assertThat(commands).hasSize(3);
        return commands;
    }

    private static void collect(JsonNode node, List<List<String>> commands) {
        if (node.path("name").asText().equals("apps-engine") && node.has("command")) {
            commands.add(Facts.texts(node.path("command")));
        }
        node.forEach(child -> collect(child, commands));
    }
}
