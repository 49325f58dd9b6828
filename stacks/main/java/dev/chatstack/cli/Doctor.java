package dev.chatstack.cli;

import dev.chatstack.cli.answers.Examined;
import dev.chatstack.cli.answers.Format;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.OutsideChecks;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.Synthesis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Finds out whether this machine can deploy the environments. */
@Command(
        name = "doctor",
        description = "Checks whether this machine and its sign-ins can deploy the environments. Changes nothing.")
final class Doctor implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Mixin
    private Format format;

    @Override
    public Integer call() {
        List<Examined.One> environments = new ArrayList<>();
        for (Environment environment : new Synthesis(chatstack.selection().all(), Optional.empty()).withNodes()) {
            // each check takes seconds: people see each at once
            format.say(environment.name() + ":");
            environments.add(Examined.One.of(
                    environment.name(),
                    new dev.chatstack.doctor.Doctor(
                                    environment,
                                    Clouds.of(environment).checks(),
                                    Stream.concat(
                                                    Clouds.state(environment)
                                                            .checks("./chatstack state -e " + environment.name()
                                                                    + " --apply")
                                                            .stream(),
                                                    new OutsideChecks(environment).all().stream())
                                            .toList(),
                                    finding -> finding.lines().forEach(format::say))
                            .examine()));
        }
        Examined examined = new Examined(environments);
        return format.print(examined, examined.isHealthy() ? ExitCode.OK : ExitCode.USAGE, List.of());
    }
}
