package dev.chatstack.workload.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
public final class BackupHost {
    // the tests of the other module run in another folder
    private static final Path MODULE =
            Files.isDirectory(Path.of("main/resources/backup")) ? Path.of("") : Path.of("../src");

    static final Path SCRIPTS =
            MODULE.resolve("main/resources/backup").toAbsolutePath().normalize();
    public static final Path TEST_SCRIPTS =
            MODULE.resolve("test/scripts/backup").toAbsolutePath().normalize();
    public static final String MESSAGES = "rocketchat.rocketchat_message";

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    /** A host with one backup, which the shipped script makes once for all tests that begin so. */
    public static BackupHost withABackup(Path folder) throws IOException {
        Path template = WithABackup.FOLDER;
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(template.relativize(file).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return new BackupHost(folder);
    }

    /** Made when it is asked for the first time. */
    private static final class WithABackup {
        private static final Path FOLDER = make();

        private static Path make() {
            try {
                Path folder =
                        Files.createTempDirectory(Files.createDirectories(Path.of("../target/testing")), "backup-");
                new BackupHost(folder.toAbsolutePath().normalize()).backUp();
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The only backup that there is. */
    public String onlyBackup() {
        try (Stream<Path> files = Files.list(store())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".manifest.json"))
                    .map(name -> name.replace(".manifest.json", ""))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A host whose database holds 2,005 documents, and nothing is in its store, unless all that is in {@code folder} already. */
    public BackupHost(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(database());
        Files.createDirectories(store());
        Files.writeString(stand("members.json"), """
                {"m0:27017": {"isWritablePrimary": true, "secondary": false, "lastWrite": 1000, "ts": {"t": 7, "i": 1}},
                 "m1:27017": {"isWritablePrimary": false, "secondary": true, "lastWrite": 900, "ts": {"t": 6, "i": 1}}}""");
        Files.writeString(stand("oplog.json"), """
                [{"ts": {"t": 6, "i": 1}, "op": "n", "ns": ""},
                 {"ts": {"t": 7, "i": 1}, "op": "i", "ns": "rocketchat.users"}]""");
        if (!Files.exists(stand("set-id"))) {
            becomes(Instant.now(), 1);
            write(MESSAGES, 1, 2000);
            write("rocketchat.users", 1, 5);
        }
        with("PATH", TEST_SCRIPTS.resolve("stand-ins") + ":" + System.getenv("PATH"));
        with("STAND_IN", stand("").toString()).with("BACKUP_STORE", store().toString());
        with("MONGODB_URI", "mongodb+srv://backup:p%40ss@m0:27017/admin?replicaSet=rs0&authSource=admin&tls=false");
        with(
                "MONGODB_RESTORE_URI",
                "mongodb+srv://restore:p%40ss@m0:27017/admin?replicaSet=rs0&authSource=admin&tls=false");
        with("MONGODB_DATABASE", "rocketchat").with("ENVIRONMENT", "test");
        with("CHAT_PRODUCT", "rocketchat").with("CHAT_VERSION", "8.6.1");
        with("PIN_SECONDS", "0")
                .with("MONGO_PATIENCE", "10")
                .with("MONGO_PAUSE", "0.1")
                .with("PROOF_KEY", "a key");
        with("TEST_DATA", Files.createDirectories(folder.resolve("test-data")).toString())
                .with("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
    }

    /** Lets the database be of another set, made at {@code time}. */
    public void becomes(Instant time, int number) {
        write(stand("set-id"), "%08x%016x".formatted(time.getEpochSecond(), number));
    }

    public BackupHost with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What a container has that runs here, for the stand-ins of places that run it. */
    public Map<String, String> environment() {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("SCRIPTS", SCRIPTS.toString());
        return all;
    }

    /** Runs a shipped script with this host's variables and no others. */
    public Program run(String script, String... arguments) {
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
    public Map<String, String> backups() {
        Map<String, String> states = new TreeMap<>();
        run("check.sh", "which").output().lines().map(line -> line.split("  ")).forEach(words -> {
            if (words.length > 1) {
                states.put(words[0], words[1]);
            }
        });
        return states;
    }

    /** Makes a backup that must succeed; gives its name. */
    public String backUp() {
        return nameIn(run("backup.sh").succeeds(), "made the backup ");
    }

    public static String nameIn(Program program, String before) {
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
    public void write(String collection, int first, int last) {
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

    /** Adds a message that {@code person} has sent at {@code time}. */
    public void says(String person, Instant time) {
        Path messages = database().resolve(MESSAGES);
        write(
                messages,
                read(messages)
                        + "{\"_id\": \"%s\", \"ts\": \"%s\", \"u\": {\"username\": \"%s\"}}\n"
                                .formatted(time.toString() + person, time, person));
    }

    /** Every collection of the chat, with its documents; but not what a restore writes next to them. */
    public Map<String, String> content() {
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
    public void set(String switchName) {
        write(stand(switchName), "");
    }

    public void unset(String switchName) {
        if (!stand(switchName).toFile().delete()) {
            throw new IllegalStateException(switchName + " was not set");
        }
    }

    public Path store() {
        return folder.resolve("store");
    }

    Path archive(String name) {
        return store().resolve(name + ".archive.gz");
    }

    Path manifest(String name) {
        return store().resolve(name + ".manifest.json");
    }

    public Path database() {
        return stand("set");
    }

    public Path stand(String name) {
        return folder.resolve("stand-in").resolve(name);
    }

    public static void write(Path file, String text) {
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
