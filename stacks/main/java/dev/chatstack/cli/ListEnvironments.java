package dev.chatstack.cli;

import dev.chatstack.stacks.EnvironmentStacks;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Lists the environments and their stacks. */
@Command(name = "list", description = "Lists the environments and their stacks in the order of deployment.")
final class ListEnvironments implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Override
    public void run() {
        chatstack
                .selection()
                .all()
                .forEach(environment -> System.out.println(
                        environment.name() + ": " + String.join(" ", EnvironmentStacks.names(environment))));
    }
}
