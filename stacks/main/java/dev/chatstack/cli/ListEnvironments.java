package dev.chatstack.cli;

import dev.chatstack.cli.answers.Format;
import dev.chatstack.cli.answers.Listed;
import dev.chatstack.stacks.EnvironmentStacks;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Lists the environments and their stacks. */
@Command(name = "list", description = "Lists the environments and their stacks in the order of deployment.")
final class ListEnvironments implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Mixin
    private Format format;

    @Override
    public Integer call() {
        Listed listed = new Listed(chatstack.selection().all().stream()
                .map(environment -> new Listed.One(environment.name(), EnvironmentStacks.names(environment)))
                .toList());
        return format.print(listed, ExitCode.OK, listed.lines());
    }
}
