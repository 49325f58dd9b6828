package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.steps.AcceptanceList;
import dev.chatstack.config.Environment;
import dev.chatstack.stacks.EnvironmentStacks;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What must be seen before an environment is handed over. */
@Command(
        name = "acceptance",
        description =
                "Prints a list with boxes, in Markdown: what must be seen before and after the deploy of an environment.")
public final class Acceptance implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Override
    public void run() {
        List<Environment> environments = chatstack.selection().all();
        List<String> lines = chatstack
                .workplace()
                .synthesis(environments)
                .inTemporaryFolder(stacks -> environments.stream()
                        .flatMap(environment -> new AcceptanceList(
                                        environment, EnvironmentStacks.read(environment, stacks))
                                .lines().stream())
                        .toList());
        lines.forEach(System.out::println);
    }
}
