package dev.chatstack.cli;

import dev.chatstack.cli.steps.RestoreSteps;
import dev.chatstack.host.TerraformWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Prints how to restore a database. */
@Command(name = "restore", description = "Prints what to type to restore the database of an environment.")
final class Restore implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Option(
            names = "--backup",
            paramLabel = "NAME",
            defaultValue = "latest",
            description = "which one; without it the newest")
    private String backup;

    @Option(names = "--beside", description = "into a database beside the chat's, which goes on")
    private boolean beside;

    @Override
    public void run() {
        TerraformWords words = TerraformWords.of(chatstack.workplace().variables());
        System.out.print(new RestoreSteps(chatstack.selection().one(), backup, beside, words).text());
    }
}
