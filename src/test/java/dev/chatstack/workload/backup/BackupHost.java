package dev.chatstack.workload.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where the scripts run in tests: the shipped scripts with real bash, jq, gzip, sha256sum and rclone; mongosh, mongodump,
 * mongorestore and mongod are the stand-ins of test/scripts/backup, whose database is a folder.
 */
final class BackupHost {
    static final Path SCRIPTS = Path.of("main/resources/backup").toAbsolutePath();
    static final Path TEST_SCRIPTS = Path.of("test/scripts/backup").toAbsolutePath();
    static final String MESSAGES = "rocketchat.rocketchat_message";

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    BackupHost(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(database());
        Files.createDirectories(store());
        Files.writeString(stand("members.json"), """
                {"m0:27017": {"isWritablePrimary": true, "secondary": false, "lastWrite": 1000, "ts": {"t": 7, "i": 1}},
                 "m1:27017": {"isWritablePrimary": false, "secondary": true, "lastWrite": 900, "ts": {"t": 6, "i": 1}}}""");
        Files.writeString(stand("oplog.json"), """
                [{"ts": {"t": 6, "i": 1}, "op": "n", "ns": ""},
                 {"ts": {"t": 7, "i": 1}, "op": "i", "ns": "rocketchat.users"}]""");
        becomes(Instant.now(), 1);
        write(MESSAGES, 1, 2000);
        write("rocketchat.users", 1, 5);
        with("PATH", TEST_SCRIPTS.resolve("stand-ins") + ":" + System.getenv("PATH"));
        with("STAND_IN", stand("").toString()).with("BACKUP_STORE", store().toString());
        with("MONGODB_URI", "mongodb+srv://backup:p%40ss@m0:27017/admin?replicaSet=rs0&authSource=admin&tls=false");
        with(
                "MONGODB_RESTORE_URI",
                "mongodb+srv://restore:p%40ss@m0:27017/admin?replicaSet=rs0&authSource=admin&tls=false");
        with("MONGODB_DATABASE", "rocketchat").with("ENVIRONMENT", "test");
        with("CHAT_PRODUCT", "rocketchat").with("CHAT_VERSION", "8.6.1");
        with("PIN_SECONDS", "0").with("MONGO_PATIENCE", "10");
        with("TEST_DATA", Files.createDirectories(folder.resolve("test-data")).toString())
                .with("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
    }

    /** Lets the database be of another set, made at {@code time}. */
    void becomes(Instant time, int number) {
        write(stand("set-id"), "%08x%016x".formatted(time.getEpochSecond(), number));
    }

    BackupHost with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs a shipped script with this host's variables and no others. */
    Program run(String script, String... arguments) {
        return runUnder(List.of(), script, arguments);
    }

    /** The same under another program, such as timeout. */
    Program runUnder(List<String> other, String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "-i"));
        environment.forEach((variable, value) -> command.add(variable + "=" + value));
        command.addAll(other);
        command.addAll(List.of("bash", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return Program.run(folder, command.toArray(String[]::new));
    }

    /** Every backup with its state, as a person sees them who asks for one that is not there. */
    Map<String, String> backups() {
        Map<String, String> states = new TreeMap<>();
        run("check.sh", "which").output().lines().map(line -> line.split("  ")).forEach(words -> {
            if (words.length > 1) {
                states.put(words[0], words[1]);
            }
        });
        return states;
    }

    /** Makes a backup that must succeed; gives its name. */
    String backUp() {
        return nameIn(run("backup.sh").succeeds(), "made the backup ");
    }

    static String nameIn(Program program, String before) {
        String output = program.output();
        int start = output.lastIndexOf(before) + before.length();
        return output.substring(start, start + "20261120t100000z-000000".length());
    }

    /** Everything in the store becomes older. */
    void daysAgo(int days) {
        try (Stream<Path> files = Files.list(store())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.matches("[0-9]{8}t.*")) {
                    String old = name.substring(0, 23);
                    String date = LocalDate.parse(name.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE)
                            .minusDays(days)
                            .format(DateTimeFormatter.BASIC_ISO_DATE);
                    if (name.endsWith(".json")) {
                        write(file, read(file).replace(old, date + old.substring(8)));
                    }
                    Files.move(file, file.resolveSibling(date + name.substring(8)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills a collection of the chat with documents numbered {@code first} to {@code last}. */
    void write(String collection, int first, int last) {
        StringBuilder documents = new StringBuilder();
        for (int id = first; id <= last; id++) {
            documents
                    .append("{\"_id\": ")
                    .append(id)
                    .append(", \"msg\": \"")
                    .append(id * 7919L % 99991)
                    .append("\"}\n");
        }
        write(database().resolve(collection), documents.toString());
    }

    /** Every collection of the chat, with its documents; but not what a restore writes beside them. */
    Map<String, String> content() {
        Map<String, String> content = contentOf(database());
        content.remove("rocketchat.chatstack_restored");
        return content;
    }

    static Map<String, String> contentOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, String> content = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> content.put(file.getFileName().toString(), read(file)));
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a stand-in fail: they look for files of these names. */
    void set(String switchName) {
        write(stand(switchName), "");
    }

    void unset(String switchName) {
        if (!stand(switchName).toFile().delete()) {
            throw new IllegalStateException(switchName + " was not set");
        }
    }

    Path store() {
        return folder.resolve("store");
    }

    Path archive(String name) {
        return store().resolve(name + ".archive.gz");
    }

    Path manifest(String name) {
        return store().resolve(name + ".manifest.json");
    }

    Path database() {
        return stand("set");
    }

    Path stand(String name) {
        return folder.resolve("stand-in").resolve(name);
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
