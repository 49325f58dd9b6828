package dev.chatstack.cli;

import dev.chatstack.cli.answers.Checked;
import dev.chatstack.cli.answers.Checked.Verdict;
import dev.chatstack.cli.answers.Format;
import dev.chatstack.cli.steps.LastSynth;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.synthesis.UserError.Fault;
import dev.chatstack.upgrade.Judgement;
import dev.chatstack.upgrade.Parts;
import dev.chatstack.upgrade.SupportCalendar;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Reads the environment files and nothing else. */
@Command(
        name = "check",
        description = "Reads the environment files and says what is wrong with them, also against the last synth.")
final class Check implements Callable<Integer> {
    private static final String SETTING = "chat.version";

    @ParentCommand
    private Chatstack chatstack;

    @Mixin
    private Format format;

    @Override
    public Integer call() {
        List<Checked.One> environments = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        try {
            chatstack.selection().each(environment -> {
                List<Fault> refused = againstTheLastSynth(environment);
                faults.addAll(refused);
                refused.forEach(fault -> messages.add(fault.toString()));
                environments.add(new Checked.One(environment.name(), refused.isEmpty() ? Verdict.OK : Verdict.REFUSED));
            });
        } catch (UserError e) {
            messages.add(0, e.getMessage());
            faults.addAll(0, e.faults());
            Set<String> known =
                    environments.stream().map(Checked.One::environment).collect(Collectors.toSet());
            e.faults().stream()
                    .map(Fault::environment)
                    .filter(name -> !name.isEmpty() && !known.contains(name))
                    .distinct()
                    .forEach(name -> environments.add(new Checked.One(name, Verdict.REFUSED)));
        }
        SupportCalendar.warnings(Parts.all(), LocalDate.now(ZoneOffset.UTC))
                .forEach(warning -> chatstack.selection().warn(new Fault("", "", warning)));
        Checked checked = new Checked(environments);
        int exitCode = faults.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
        format.print(checked, exitCode, checked.lines(), faults);
        messages.forEach(System.err::println);
        return exitCode;
    }

    private List<Fault> againstTheLastSynth(Environment environment) {
        List<Fault> refused = new ArrayList<>();
        for (Judgement judgement : LastSynth.of(chatstack.workplace().output(), environment)) {
            if (judgement.isRefused()) {
                refused.add(new Fault(environment.name(), SETTING, judgement.words()));
            } else {
                chatstack
                        .selection()
                        .warn(new Fault(environment.name(), SETTING, "DATA IS AT RISK: " + judgement.words()));
            }
        }
        return refused;
    }
}
