package dev.chatstack.cli.life;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.DataFile;
import dev.chatstack.cli.Chatstack;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.deploy.Terminal;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The first environment file of somebody who has none. */
@Command(
        name = "init",
        description =
                "Asks six questions and writes an environment file that passes check. It starts from the shipped file"
                        + " for the target that you choose.")
public final class Init implements Runnable {
    private static final JsonNode TARGETS = DataFile.read(Init.class, "targets.json5");

    @ParentCommand
    private Chatstack chatstack;

    @Override
    public void run() {
        Terminal terminal = new Terminal(System.in, System.out, false);
        String name = ask(terminal, "1/6 Name of the environment", "team-chat", "[a-z][a-z0-9-]{0,20}");
        Path folder = chatstack.selection().folder();
        Path file = folder.resolve(name + ".yaml");
        if (Files.exists(file)) {
            throw new UserError(file + " exists; choose another name");
        }
        String where = ask(terminal, "2/6 Where it runs (" + targets(", ") + ")", "docker", targets("|"));
        JsonNode target = TARGETS.path(where);
        String setting = target.path("setting").asText();
        String text = read(folder.resolve(target.path("example").asText() + ".yaml"));
        boolean docker = where.equals("docker");
        String place = ask(
                terminal,
                "3/6 " + target.path("question").asText(),
                docker ? DockerConfig.HERE : value(text, setting),
                "\\S+");
        String host = ask(terminal, "4/6 Host name of the chat", value(text, "host"), "[a-z0-9.-]+");
        String email = ask(terminal, "5/6 Mail address of the first administrator", "admin@example.org", "\\S+@\\S+");
        String state = ask(
                terminal,
                "6/6 Bucket of Terraform's state (local: on this machine)",
                "local",
                docker || where.equals("aks") ? "local" : "\\S+");
        String made = set(set(text, "host", host), "adminEmail", email);
        made = state(docker ? onEngine(made, place) : set(made, setting, quoted(place)), state);
        write(file, made.replaceFirst("(?m)^# (?!yaml-language).*\n(?:# .*\n)*", "# Made by ./chatstack init.\n"));
        System.out.println(file + ": written. Next: ./chatstack check -e " + name + ", then ./chatstack up -e " + name);
    }

    private static String targets(String between) {
        return TARGETS.propertyStream().map(Map.Entry::getKey).collect(Collectors.joining(between));
    }

    private static String onEngine(String text, String engine) {
        return engine.equals(DockerConfig.HERE)
                ? text
                : text.replaceFirst(
                        "  provider: docker", "  provider: docker\n  host: " + Matcher.quoteReplacement(engine));
    }

    private static String quoted(String text) {
        return text.matches("\\d+") ? '"' + text + '"' : text;
    }

    private static String ask(Terminal terminal, String question, String otherwise, String pattern) {
        while (true) {
            String answer = terminal.answer(question + " [" + otherwise + "]: ")
                    .orElseThrow(() -> new UserError("stopped: run init in a terminal. Nothing was written"));
            String value = answer.isEmpty() ? otherwise : answer;
            if (value.matches(pattern)) {
                return value;
            }
            terminal.say("  `" + value + "` does not fit");
        }
    }

    private static String value(String text, String setting) {
        Matcher line = line(setting).matcher(text);
        return line.find() ? line.group(2).replace("\"", "") : "";
    }

    private static String set(String text, String setting, String value) {
        return line(setting).matcher(text).replaceFirst("$1" + Matcher.quoteReplacement(value));
    }

    private static Pattern line(String setting) {
        return Pattern.compile("(?m)^(  " + setting + ": )(.*)$");
    }

    private static String state(String text, String bucket) {
        if (bucket.equals("local")) {
            return text.replaceFirst("(?m)^state:\\n(?:  .*\\n)+", "state:\n  backend: local\n");
        }
        return text.contains("  bucket: ")
                ? set(text, "bucket", bucket)
                : text.replaceFirst(
                        "  backend: local", "  backend: gcs\n  bucket: " + Matcher.quoteReplacement(bucket));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError("init starts from " + file + ", which cannot be read");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            var unused = ConfigLoader.load(file);
        } catch (ConfigException e) {
            System.err.println("Change these, then check again:\n" + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
