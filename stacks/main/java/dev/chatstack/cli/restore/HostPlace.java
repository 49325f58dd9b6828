package dev.chatstack.cli.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.docker.programs.HourlyBackup;
import dev.chatstack.host.Delay;
import dev.chatstack.live.Answer;
import dev.chatstack.synthesis.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Docker host: the restore continues in the container of the backups; the chat's own are stopped and started from here. */
public final class HostPlace implements Place {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BACK = Duration.ofMinutes(15);

    private final String environment;
    private final List<String> servers;
    private final String beside;
    private final Duration pause;
    private final Commands docker;
    private final String container;

    /** The restore into a separate database stops nobody. */
    private boolean stopped;

    /**
     * The place of {@code environment}.
     *
     * @param program the words with which docker is called
     * @param engine {@code unix:///…} here, or {@code ssh://user@machine}
     * @param servers the containers that must not run during a restore
     * @param beside the separate database
     * @param pause between two looks
     */
    public HostPlace(
            List<String> program,
            String environment,
            String engine,
            List<String> servers,
            String beside,
            Duration pause) {
        this.environment = environment;
        this.servers = servers;
        this.beside = beside;
        this.pause = pause;
        List<String> words = new ArrayList<>(program);
        words.addAll(List.of("-H", engine));
        this.docker = new Commands(words);
        this.container = environment + "-" + HourlyBackup.NAME;
    }

    @Override
    public void mustBeRight() {
        Answer answer = docker.said(List.of("inspect", "--format", "{{.State.Running}}", container));
        if (!answer.text().strip().equals("true")) {
            throw new UserError(
                    "the container " + container + " does not run there: is it the right host? ./chatstack up -e "
                            + environment + " starts it (" + answer.text().strip() + ")");
        }
    }

    @Override
    public Optional<String> left() {
        JsonNode state = state();
        stopped = !state.path("beside").asBoolean();
        return switch (state.path("state").asText()) {
            case "running" -> Optional.of("a restore of " + state.path("name").asText() + " is under way");
            case "restored" -> Optional.of("a restore of " + state.path("name").asText() + " has ended well");
            // said by the caller who waited, or by nobody: the preview says what it has left
            default -> Optional.empty();
        };
    }

    @Override
    public String preview(Wanted wanted) {
        String said = script(wanted, "check.sh", "preview-" + wanted.which()).text();
        System.out.print(said);
        return said;
    }

    @Override
    public void keep() {
        Answer backup = docker.said(words(List.of(), "backup.sh"));
        System.out.print(backup.text());
        if (backup.exitCode() != 0) {
            throw new UserError(
                    "nothing was touched: what is there now could not be backed up; to restore without that,"
                            + " --no-keep");
        }
    }

    @Override
    public void begin(Wanted wanted) {
        stopped = wanted.kind().stopsTheChat();
        if (stopped) {
            System.out.println("stops the chat");
            List<String> stop = new ArrayList<>(List.of("stop"));
            stop.addAll(servers);
            docker.answer(stop.toArray(String[]::new));
        }
        Answer begun = script(wanted, "restoring.sh", "begin", wanted.which());
        if (begun.exitCode() != 0) {
            throw new UserError(begun.text().strip() + "\ntype the command again");
        }
    }

    @Override
    public String leaving() {
        return "You can leave: the restore continues."
                + (stopped ? " The chat is started by the same command, which takes it up again." : "");
    }

    @Override
    public void follow() {
        int printed = 0;
        JsonNode state = state();
        while (true) {
            // the state first: what it said last is printed then
            List<String> lines = exec("restoring.sh", "log", String.valueOf(printed + 1))
                    .lines()
                    .toList();
            lines.forEach(line -> System.out.println("  " + line));
            printed += lines.size();
            if (!state.path("state").asText().equals("running")) {
                break;
            }
            Delay.of(pause);
            state = state();
        }
        if (!state.path("state").asText().equals("restored")) {
            throw new UserError("the restore of " + state.path("name").asText() + " "
                    + (state.path("state").asText().equals("stopped") ? "was stopped" : "failed")
                    + ": the last lines above say what was touched"
                    + (stopped
                            ? "; the chat stays stopped. Type the command again, or start it as it is: docker start "
                                    + String.join(" ", servers)
                            : ""));
        }
    }

    @Override
    public void back() {
        if (stopped) {
            List<String> start = new ArrayList<>(List.of("start"));
            start.addAll(servers);
            docker.answer(start.toArray(String[]::new));
            servers.forEach(this::awaitHealth);
        }
        exec("restoring.sh", "forget");
    }

    private void awaitHealth(String server) {
        Instant end = Instant.now().plus(BACK);
        while (!docker.answer("inspect", "--format", "{{.State.Health.Status}}", server)
                .strip()
                .equals("healthy")) {
            if (Instant.now().isAfter(end)) {
                throw new UserError(server + " does not become healthy: docker logs " + server);
            }
            Delay.of(pause);
        }
    }

    private JsonNode state() {
        try {
            return JSON.readTree(exec("restoring.sh", "state"));
        } catch (JsonProcessingException e) {
            throw new UserError("restoring.sh printed something else than JSON");
        }
    }

    private String exec(String script, String... arguments) {
        return docker.answer(words(List.of(), script, arguments).toArray(String[]::new));
    }

    private Answer script(Wanted wanted, String script, String... arguments) {
        List<String> variables = new ArrayList<>();
        if (wanted.kind() == Wanted.Kind.BESIDE) {
            variables.addAll(List.of("-e", "RESTORE_DATABASE=" + beside));
        }
        wanted.variables().forEach((name, value) -> variables.addAll(List.of("-e", name + "=" + value)));
        return docker.said(words(variables, script, arguments));
    }

    private List<String> words(List<String> variables, String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of("exec"));
        words.addAll(variables);
        words.addAll(List.of(
                container, "bash", HourlyBackup.FILES + "/with-secrets.sh", "bash", HourlyBackup.SCRIPTS + script));
        words.addAll(List.of(arguments));
        return words;
    }
}
