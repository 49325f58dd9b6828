package dev.chatstack.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the version of the build. */
@Command(name = "version", description = "Prints the version.")
final class Version implements Runnable, CommandLine.IVersionProvider {
    @Override
    public void run() {
        System.out.println(getVersion()[0]);
    }

    @Override
    public String[] getVersion() {
        String version = Chatstack.class.getPackage().getImplementationVersion();
        return new String[] {"chatstack " + (version == null ? "development" : version)};
    }
}
