package dev.chatstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Variables and options with anything in them: a sentence and 2, or what was asked for and 0. */
@Label("Whatever stands in variables and options")
class SurroundingsTest {
    private static final List<String> HOSTILE = List.of(
            " ",
            "\n",
            "\u001b[2J",
            "\u202e",
            "${file(\"/etc/passwd\")}",
            "%{ for x in y }",
            "$(id)",
            "`id`",
            "; id",
            "| id",
            "-x",
            "--config",
            "..",
            "/",
            "/dev/null",
            "/dev/null/x",
            "/proc/x",
            "good",
            "good good",
            "good,none",
            "../config/good",
            "\"",
            "'",
            "*",
            "~",
            "a".repeat(5000));
    private static final List<String> VARIABLES = List.of(
            "CHATSTACK_CONTEXT", "CHATSTACK_ENV", "CHATSTACK_KUBECONFIG", "CDKTF_OUTDIR", "TERRAFORM_BINARY_NAME");
    private static final List<List<String>> COMMANDS = List.of(
            List.of("check"),
            List.of("list"),
            List.of("restore", "-e", "good"),
            List.of("restore", "-e", "host"),
            List.of("secrets", "-e", "good"),
            List.of("state", "-e", "good"));
    private static final List<List<String>> OPTIONS = List.of(
            List.of("check", "-e"),
            List.of("check", "--config"),
            List.of("list", "--config"),
            List.of("restore", "-e", "good", "--backup"),
            List.of("estimate", "-e", "none", "--nodes"),
            List.of("diagram", "-e", "none", "--to"),
            List.of("explain", "-e", "none", "--against"),
            List.of());
    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;
    private static Path root;

    @BeforeContainer
    static void files() throws IOException {
        root = Files.createDirectories(Path.of("..", "target", "testing", "surroundings"));
        Path config = Files.createDirectories(root.resolve("config"));
        Files.write(config.resolve("good.yaml"), Files.readAllBytes(Path.of("..", "config", "gcp-dev.yaml")));
        Files.write(config.resolve("host.yaml"), Files.readAllBytes(Path.of("..", "config", "local.yaml")));
    }

    @AfterContainer
    static void restores() {
        System.setOut(OUT);
        System.setErr(ERR);
    }

    @Property(tries = 250)
    void variablesAreTakenOrRefused(
            @ForAll("variables") String variable,
            @ForAll("texts") String text,
            @ForAll("commands") List<String> command) {
        String said = run(Map.of(variable, text), command);

        if (command.get(0).equals("restore")
                && List.of("CDKTF_OUTDIR", "TERRAFORM_BINARY_NAME").contains(variable)
                && !said.startsWith(variable + ": must be ")) {
            // what people copy into their shell; a refusal quotes what it read
            assertThat(said).doesNotContain("; id", "| id", "$(id)", "`id`");
        }
    }

    @Property(tries = 250)
    void optionsAreTakenOrRefused(@ForAll("options") List<String> option, @ForAll("texts") String text) {
        List<String> arguments = new ArrayList<>(option);
        arguments.add(text);
        run(Map.of(), arguments);
    }

    @Example
    void stacksAreNotWrittenToTheRootOfTheFileSystem() {
        assertThat(run(Map.of("CDKTF_OUTDIR", "/"), List.of("synth", "-e", "good")))
                .contains("name one in CDKTF_OUTDIR");
    }

    private static String run(Map<String, String> variables, List<String> arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        int exit = Main.run(new Workplace(root, root, variables), arguments.toArray(String[]::new));
        System.setOut(OUT);
        System.setErr(ERR);
        String text = said.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(variables + " " + arguments + ":\n" + text).isIn(0, 2);
        assertThat(text)
                .as(variables + " " + arguments)
                .doesNotContain("\tat ", "Exception")
                .isNotBlank();
        return text;
    }

    @Provide
    Arbitrary<String> variables() {
        return Arbitraries.of(VARIABLES);
    }

    @Provide
    Arbitrary<List<String>> commands() {
        return Arbitraries.of(COMMANDS);
    }

    @Provide
    Arbitrary<List<String>> options() {
        return Arbitraries.of(OPTIONS);
    }

    /** No process gets the character 0. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(HOSTILE),
                Arbitraries.strings()
                        .ofMaxLength(30)
                        .map(text -> text.replace("\0", ""))
                        .filter(text -> !text.isEmpty() && !isHalf(text)));
    }

    private static boolean isHalf(String text) {
        return Arrays.stream(text.split(""))
                .anyMatch(part -> part.length() == 1 && Character.isSurrogate(part.charAt(0)));
    }
}
