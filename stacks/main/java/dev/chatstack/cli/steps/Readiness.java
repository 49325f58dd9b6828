package dev.chatstack.cli.steps;

import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.deploy.Terminal;
import dev.chatstack.doctor.Check;
import dev.chatstack.doctor.Doctor;
import dev.chatstack.doctor.Finding;
import dev.chatstack.synthesis.UserError;
import java.util.List;
import java.util.Optional;

/** That this machine can deploy an environment: its state store exists, and the doctor finds nothing. */
public record Readiness(Environment environment, Terminal terminal) {
    /**
     * Offers to create a state store that is missing, then examines.
     *
     * @throws UserError when something is not ready
     */
    public void demand() {
        String fix = "./chatstack state -e " + environment.name() + " --apply";
        List<Check> state = Clouds.state(environment).checks(fix);
        terminal.say("");
        terminal.say("Checking this machine");
        // one problem is enough: what the others say follows from it
        Optional<String> problem =
                state.stream().map(Check::problem).flatMap(Optional::stream).findFirst();
        if (problem.isPresent()) {
            terminal.say("The state store is not ready: " + problem.get());
            if (terminal.agrees("Create it now, as " + fix + " does?")) {
                int exitCode = new StateStoreScript(environment).run();
                if (exitCode != 0) {
                    throw new UserError("the state store was not created (exit code " + exitCode
                            + "). Fix what its command says, then run the same command again");
                }
            }
        }
        List<Finding> findings = new Doctor(
                        environment, Clouds.of(environment).checks(), state, finding -> finding.lines()
                                .forEach(System.out::println))
                .examine();
        if (findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.PROBLEM)) {
            throw new UserError(
                    "stopped: fix the problems above, then run the same command again. Nothing was changed");
        }
    }
}
