package dev.chatstack.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Stops an environment on a Docker host. */
@Command(
        name = "down",
        description = "Stops an environment on a Docker host. What people wrote stays, for the next `up`.")
final class Down implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Option(names = "--delete-data", description = "deletes what people wrote, every password and the metrics, too")
    private boolean deleteData;

    @Override
    public void run() {
        Up.synthesized(chatstack).down(deleteData);
    }
}
