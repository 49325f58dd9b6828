package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Synth;
import dev.chatstack.cli.Workplace;
import dev.chatstack.config.Environment;
import dev.chatstack.deploy.Removal;
import dev.chatstack.deploy.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Removes an environment, without people's data. */
@Command(
        name = "down",
        description = {
            "Removes an environment, the last stack first. It asks before it deletes anything, and prints what stays and how to"
                    + " delete that.",
            "On a Docker host it stops the containers. Messages stay for the next up, and so does a machine that was made."
        })
public final class Down implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Mixin
    private DeployOptions options;

    @Option(names = "--delete-data", description = "on a Docker host: also delete messages, passwords and metrics")
    private boolean deleteData;

    @Override
    public void run() {
        Workplace workplace = chatstack.workplace();
        Environment environment = chatstack.selection().one();
        Terminal terminal = options.terminal();
        Synth.run(chatstack, false);
        new Removal(environment, workplace.output(), options.stacks(workplace, terminal), terminal).down(deleteData);
    }
}
