package dev.chatstack.cli;

import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.OutsideChecks;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.Synthesis;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParentCommand;

/** Finds out whether this machine can deploy the environments. */
@Command(
        name = "doctor",
        description = "Checks whether this machine and its sign-ins can deploy the environments. Changes nothing.")
final class Doctor implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Override
    public Integer call() {
        boolean healthy = true;
        for (Environment environment : new Synthesis(chatstack.selection().all(), Optional.empty()).withNodes()) {
            System.out.println(environment.name() + ":");
            healthy &= new dev.chatstack.doctor.Doctor(
                            environment,
                            Clouds.of(environment).checks(),
                            Stream.concat(
                                            Clouds.state(environment)
                                                    .checks("./chatstack state -e " + environment.name() + " --apply")
                                                    .stream(),
                                            new OutsideChecks(environment).all().stream())
                                    .toList(),
                            System.out)
                    .examine();
        }
        return healthy ? ExitCode.OK : ExitCode.USAGE;
    }
}
