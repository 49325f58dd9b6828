package dev.chatstack.cli.steps;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page about an alert for a Docker host: each command of kubectl becomes the one of docker that shows the same. */
record DockerRunbook(String environment, String engine) {
    /** A command of kubectl with its namespace, as far as the next pipe, semicolon or the end of what is quoted. */
    private static final Pattern KUBECTL = Pattern.compile("kubectl(?: -n \\S+)? (\\w+)(-forward)?((?: [^`|;\\n]+)?)");

    private static final Pattern LINE = Pattern.compile("(?m)^    .*$");

    /** Workloads and pods of the pages, and the containers that are the same here. */
    private static final Map<Pattern, String> CONTAINERS = containers();

    private static Map<Pattern, String> containers() {
        Map<Pattern, String> containers = new LinkedHashMap<>();
        containers.put(Pattern.compile("rocketchat-server"), "rocketchat-0");
        containers.put(Pattern.compile("\\$SET-(0|N|\\$i)"), "mongodb-$1");
        containers.put(Pattern.compile("alertmanager"), "alertmanager");
        containers.put(Pattern.compile("prometheus"), "prometheus");
        containers.put(Pattern.compile("loki"), "loki");
        containers.put(Pattern.compile("tempo"), "tempo");
        containers.put(Pattern.compile("alloy"), "alloy");
        containers.put(Pattern.compile("job/NAME|mongodb-backup|mongodb-restore-test"), "backup");
        return containers;
    }

    String text(String page) {
        String lines = LINE.matcher(page)
                .replaceAll(match -> Matcher.quoteReplacement(
                        translated(match.group()).orElse("    # nothing like it on a Docker host")));
        return KUBECTL.matcher(lines)
                .replaceAll(match -> Matcher.quoteReplacement(command(match).orElse("(not on a Docker host)")))
                .replace("$SET", environment + "-mongodb")
                .lines()
                .filter(line -> !line.contains("kubectl"))
                .collect(Collectors.joining("\n", "", "\n"))
                .replaceAll("\\blocal-backup\\b", environment + "-backup");
    }

    private Optional<String> translated(String line) {
        StringBuilder translated = new StringBuilder();
        Matcher matcher = KUBECTL.matcher(line);
        while (matcher.find()) {
            Optional<String> command = command(matcher.toMatchResult());
            if (command.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(translated, Matcher.quoteReplacement(command.get()));
        }
        return Optional.of(matcher.appendTail(translated).toString());
    }

    private Optional<String> command(MatchResult kubectl) {
        String docker = "docker -H " + engine + " ";
        String words = kubectl.group(3);
        return switch (kubectl.group(1)) {
            case "get" ->
                words.contains("events")
                        ? Optional.of(docker + "events --since 1h --until 0s")
                        : words.contains("pods")
                                ? Optional.of(docker + "ps -a --filter name=" + environment + "-")
                                : Optional.empty();
            case "top" -> Optional.of(docker + "stats --no-stream");
            case "logs" ->
                Optional.of(docker + "logs --tail " + tail(words) + " "
                        + container(words).orElse("NAME") + " 2>&1");
            case "describe" ->
                Optional.of(docker + "inspect " + container(words).orElse("NAME"));
            case "exec" ->
                container(words).map(name -> docker + "exec " + name + " " + words.replaceFirst("^.*? -- ", ""));
            case "rollout" ->
                words.startsWith(" restart")
                        ? Optional.of(docker + "restart " + container(words).orElse("NAME"))
                        : Optional.empty();
            case "create" ->
                words.contains("mongodb-backup")
                        ? Optional.of(script("backup.sh"))
                        : words.contains("mongodb-restore-test")
                                ? Optional.of(script("restore-test.sh"))
                                : Optional.empty();
            default -> Optional.empty();
        };
    }

    private String script(String name) {
        return "docker -H " + engine + " exec " + environment
                + "-backup bash /etc/chatstack/with-secrets.sh bash /etc/chatstack/scripts/" + name;
    }

    private Optional<String> container(String words) {
        return CONTAINERS.entrySet().stream()
                .map(entry -> entry.getKey()
                        .matcher(words)
                        .results()
                        .findFirst()
                        .map(found -> environment + "-"
                                + entry.getValue().replace("$1", found.groupCount() > 0 ? found.group(1) : "")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String tail(String words) {
        Matcher tail = Pattern.compile("--tail=(\\d+)").matcher(words);
        return tail.find() ? tail.group(1) : "100";
    }
}
