package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Workplace;
import dev.chatstack.cli.steps.RunbookPage;
import dev.chatstack.host.TerraformWords;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The page about an alert, with the environment's own names. */
@Command(
        name = "runbook",
        description = "Prints what to do about an alert, with the names and commands of the environment filled in.")
public final class Runbook implements Runnable {
    private static final String PAGE = ".md";

    @ParentCommand
    private Chatstack chatstack;

    @Parameters(paramLabel = "ALERT", arity = "1", description = "the name of the alert, such as ChatDown")
    private String alert = "";

    @Override
    public void run() {
        Workplace workplace = chatstack.workplace();
        Path pages = workplace.root().resolve("docs/runbooks");
        List<String> known = names(pages);
        String name = known.stream()
                .filter(one -> one.equalsIgnoreCase(alert))
                .findFirst()
                .orElseThrow(() ->
                        new UserError("no alert is called `" + alert + "`; there are: " + String.join(", ", known)));
        RunbookPage page = new RunbookPage(chatstack.selection().one(), TerraformWords.of(workplace.variables()));
        System.out.print(page.text(read(pages.resolve(name + PAGE))));
    }

    private static List<String> names(Path pages) {
        try (Stream<Path> files = Files.list(pages)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(PAGE) && !file.equals("README.md"))
                    .map(file -> file.substring(0, file.length() - PAGE.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + pages, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
