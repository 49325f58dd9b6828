package dev.chatstack.workload.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of retention.jq, over histories made at random. A failure prints its seed; -Dseed=… repeats it. */
class RetentionTest {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss'z'").withZone(ZoneOffset.UTC);
    private static final Map<String, Function<Instant, Object>> PERIODS = Map.of(
            "hourly", time -> time.getEpochSecond() / 3600,
            "daily", time -> time.atOffset(ZoneOffset.UTC).toLocalDate(),
            "weekly",
                    time -> time.atOffset(ZoneOffset.UTC).get(java.time.temporal.IsoFields.WEEK_BASED_YEAR) * 100
                            + time.atOffset(ZoneOffset.UTC).get(java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR));

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);

    private record Backup(String name, String state) {
        boolean good() {
            return state.equals("good") || state.equals("proven");
        }

        Instant time() {
            return Instant.from(NAME.parse(name.substring(0, 16)));
        }
    }

    private record Counts(int newest, int hourly, int daily, int weekly) {
        int of(String period) {
            return Map.of("hourly", hourly, "daily", daily, "weekly", weekly).get(period);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,48,14,8", "5,0,0,0", "0,1,0,0", "0,0,3,0", "0,0,0,2", "3,6,2,1", "1,1,1,1"})
    void overAnyHistory(int newest, int hourly, int daily, int weekly) {
        Counts counts = new Counts(newest, hourly, daily, weekly);
        List<List<Backup>> histories =
                IntStream.range(0, 150).mapToObj(i -> history()).toList();
        List<List<String>> deletions = decide(counts, histories);

        for (int i = 0; i < histories.size(); i++) {
            check(counts, histories.get(i), deletions.get(i));
        }
        List<List<Backup>> rest = IntStream.range(0, histories.size())
                .mapToObj(i -> without(histories.get(i), deletions.get(i)))
                .toList();
        assertThat(decide(counts, rest)).as("again, seed " + seed).allMatch(List::isEmpty);
    }

    private void check(Counts counts, List<Backup> history, List<String> deleted) {
        String story = "seed %d, %s: %s of %s".formatted(seed, counts, deleted, history);
        List<Backup> rest = without(history, deleted);
        assertThat(history).as(story).extracting(Backup::name).containsAll(deleted);
        assertThat(history).as(story).filteredOn(Backup::state, "broken").allMatch(rest::contains);

        Backup last = history.get(history.size() - 1);
        if (!last.good()) {
            assertThat(deleted).as(story).isEmpty();
            return;
        }
        assertThat(rest).as(story).contains(last);
        List<Backup> proven = history.stream()
                .filter(backup -> backup.state().equals("proven"))
                .toList();
        assertThat(rest).as(story).containsAll(proven.subList(Math.max(0, proven.size() - 1), proven.size()));
        assertThat(history)
                .as(story)
                .filteredOn(backup -> backup.state().equals("unfinished")
                        && !backup.time().isBefore(last.time().minus(Duration.ofDays(1))))
                .allMatch(rest::contains);

        List<Backup> good = history.stream().filter(Backup::good).toList();
        assertThat(rest).as(story).containsAll(good.subList(Math.max(0, good.size() - counts.newest()), good.size()));
        PERIODS.forEach(
                (period, of) -> assertThat(rest).as(story).containsAll(lastOfEach(of, good, counts.of(period))));
        assertThat(rest.stream().filter(Backup::good))
                .as(story)
                .hasSizeLessThanOrEqualTo(counts.newest() + counts.hourly() + counts.daily() + counts.weekly() + 2);
    }

    /** The last backup of each of the last {@code count} periods that have one. */
    private static List<Backup> lastOfEach(Function<Instant, Object> period, List<Backup> good, int count) {
        Collection<Backup> last = good.stream()
                .collect(Collectors.toMap(
                        backup -> period.apply(backup.time()),
                        backup -> backup,
                        (one, later) -> later,
                        java.util.LinkedHashMap::new))
                .values();
        return last.stream().skip(Math.max(0, last.size() - count)).toList();
    }

    /** Up to 80 backups, minutes to days apart, two in one second at times, with a bad stretch now and then. */
    private List<Backup> history() {
        List<Backup> history = new ArrayList<>();
        Instant time = Instant.parse("2026-10-01T00:00:00Z").plusSeconds(random.nextInt(10_000_000));
        int typicalGap = 600 << random.nextInt(9);
        boolean bad = false;
        for (int i = random.nextInt(80); i >= 0; i--) {
            time = time.plusSeconds(random.nextInt(10) == 0 ? 0 : random.nextInt(2 * typicalGap));
            bad = random.nextInt(10) == 0 ? !bad : bad;
            String state = List.of(bad ? "unfinished" : "good", bad ? "broken" : "good", "proven", "good")
                    .get(random.nextInt(4));
            history.add(new Backup("%s-%06d".formatted(NAME.format(time), random.nextInt(1_000_000)), state));
        }
        return history.stream()
                .sorted(java.util.Comparator.comparing(Backup::name))
                .toList();
    }

    @Test
    void twoMonthsOfBackupsEndWithTheHoursDaysAndWeeksAskedFor() {
        Counts counts = new Counts(0, 6, 7, 4);
        List<Backup> store = new ArrayList<>();
        Instant time = Instant.parse("2026-09-01T00:05:00Z");
        for (int i = 0; i < 80; i++) {
            time = time.plus(Duration.ofHours(12));
            store.add(new Backup(NAME.format(time) + "-000000", random.nextInt(20) == 0 ? "unfinished" : "good"));
            store = new ArrayList<>(
                    without(store, decide(counts, List.of(store)).get(0)));
        }
        store.removeIf(backup -> !backup.good());

        assertThat(distinct("daily", store)).as("seed " + seed).isBetween(7L, 11L);
        assertThat(distinct("weekly", store)).as("seed " + seed).isEqualTo(4);
        assertThat(store.get(0).time()).as("seed " + seed).isBefore(time.minus(Duration.ofDays(15)));
    }

    private static long distinct(String period, List<Backup> store) {
        return store.stream()
                .map(backup -> PERIODS.get(period).apply(backup.time()))
                .distinct()
                .count();
    }

    @Test
    void onlyWhatItKnowsIsDeletedFromAStore() throws IOException {
        BackupHost host = new BackupHost(folder);
        List<String> names = new TreeSet<>(List.of(host.backUp(), host.backUp(), host.backUp()))
                .stream().toList();
        for (String foreign : List.of(
                "notes.txt", names.get(0) + ".archive.gz.bak", "20261120t100000z.archive.gz", "restored/readme")) {
            Path file = host.store().resolve(foreign);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "not ours");
        }

        host.with("RETENTION_NEWEST", "1").run("retention.sh").succeeds();

        assertThat(host.backups()).isEqualTo(Map.of(names.get(2), "good"));
        assertThat(host.store())
                .isDirectoryNotContaining("glob:**/" + names.get(0) + ".archive.gz")
                .isDirectoryContaining("glob:**/notes.txt")
                .isDirectoryContaining("glob:**/" + names.get(0) + ".archive.gz.bak")
                .isDirectoryContaining("glob:**/20261120t100000z.archive.gz")
                .isDirectoryContaining("glob:**/restored");
    }

    /** Prints its seed; -Dseed=… repeats it. */
    @Test
    void killedAtAnyMomentItLeavesWhatIsKept() throws IOException {
        BackupHost host = new BackupHost(folder);
        for (int i = 0; i < 4; i++) {
            host.backUp();
        }
        String last = host.backUp();
        host.with("RETENTION_NEWEST", "1");

        for (int i = 0; i < 3; i++) {
            host.runUnder(List.of("timeout", "--signal=KILL", "%.3f".formatted(random.nextDouble())), "retention.sh");
            assertThat(host.backups())
                    .as("seed " + seed)
                    .containsEntry(last, "good")
                    .doesNotContainValue("broken");
        }
        host.run("retention.sh").succeeds();
        assertThat(host.backups().values()).as("seed " + seed).containsOnlyOnce("good");
    }

    @Test
    void nothingIsDeletedAfterADumpThatDied() throws IOException {
        BackupHost host = new BackupHost(folder);
        host.backUp();
        host.backUp();
        host.set("dump-dies");
        host.run("backup.sh");
        // between the good ones and now, and long ago enough that it is not under way
        host.daysAgo(1);

        assertThat(host.with("RETENTION_NEWEST", "1")
                        .run("retention.sh")
                        .succeeds()
                        .output())
                .contains("deletes nothing: the newest backup is not good");
        assertThat(host.backups().values()).containsExactlyInAnyOrder("good", "good", "unfinished");
    }

    @Test
    void nothingIsDeletedWithoutACount() throws IOException {
        BackupHost host = new BackupHost(folder);
        host.backUp();
        host.backUp();

        assertThat(host.run("retention.sh").output())
                .contains("deletes nothing: no RETENTION_... says how many backups to keep");
        assertThat(host.backups()).hasSize(2);
    }

    /** A backup that takes more than three quarters of an hour is under way whenever retention looks. */
    @Test
    void oneThatIsUnderWayDoesNotKeepTheOthersFromBeingDeleted() throws IOException {
        BackupHost host = new BackupHost(folder);
        String first = host.backUp();
        String second = host.backUp();
        Path underWay = host.archive(NAME.format(Instant.now()) + "-000000");
        Files.writeString(underWay, "half");

        host.with("RETENTION_NEWEST", "1").run("retention.sh").succeeds();

        assertThat(host.backups())
                .doesNotContainKey(first)
                .containsEntry(second, "good")
                .containsValue("unfinished");
    }

    /** A clock was a day ahead for an hour. */
    @Test
    void oneFromTheFutureIsNotTheLatestAndPushesNothingOut() throws IOException {
        BackupHost host = new BackupHost(folder);
        String first = host.backUp();
        String ahead = NAME.format(Instant.now().plus(Duration.ofHours(26))) + "-000000";
        Files.copy(host.archive(first), host.archive(ahead));
        Files.writeString(
                host.manifest(ahead), Files.readString(host.manifest(first)).replace(first, ahead));

        host.with("RETENTION_NEWEST", "1").run("retention.sh").succeeds();

        assertThat(host.backups()).isEqualTo(Map.of(first, "good", ahead, "ahead"));
        assertThat(host.run("check.sh", "latest").output())
                .contains("FAILED: nothing was touched: the name of " + ahead)
                .contains("lies in the future, a clock is or was wrong: name the backup that you want");
    }

    /** A store with a lock refuses to delete: a job that asks it anyway would fail each hour. */
    @Test
    void whatTheStoreHasLockedStaysUntilTheLockEnds() throws IOException {
        BackupHost host = new BackupHost(folder);
        String first = host.backUp();
        String second = host.backUp();
        Path note = host.store()
                .resolve("restoring/%s.%s.json"
                        .formatted(first, NAME.format(Instant.now().minus(Duration.ofDays(10)))));
        Files.createDirectories(note.getParent());
        Files.writeString(note, "{}");

        host.with("RETENTION_NEWEST", "1")
                .with("RETENTION_LOCKED_SECONDS", "" + Duration.ofDays(30).toSeconds());
        host.run("retention.sh").succeeds();

        assertThat(host.backups()).containsOnlyKeys(first, second);
        assertThat(note).exists();

        host.with("RETENTION_LOCKED_SECONDS", "0").run("retention.sh").succeeds();

        assertThat(host.backups()).containsOnlyKeys(second);
        assertThat(note).doesNotExist();
    }

    private static List<Backup> without(List<Backup> history, List<String> deleted) {
        return history.stream()
                .filter(backup -> !deleted.contains(backup.name()))
                .toList();
    }

    /** Asks the real program, for all histories at once. */
    private List<List<String>> decide(Counts counts, List<List<Backup>> histories) {
        try {
            ObjectMapper json = new ObjectMapper();
            Path input = folder.resolve("histories");
            Files.writeString(
                    input,
                    histories.stream()
                            .map(history -> json.valueToTree(history).toString())
                            .collect(Collectors.joining("\n")));
            String program = "[" + Files.readString(BackupHost.SCRIPTS.resolve("retention.jq")) + "]";
            String output = Program.run(
                            folder,
                            "jq",
                            "-c",
                            "--argjson",
                            "newest",
                            "" + counts.newest(),
                            "--argjson",
                            "hourly",
                            "" + counts.hourly(),
                            "--argjson",
                            "daily",
                            "" + counts.daily(),
                            "--argjson",
                            "weekly",
                            "" + counts.weekly(),
                            "--argjson",
                            "locked",
                            "0",
                            "--argjson",
                            "now",
                            "4102444800",
                            program,
                            input.toString())
                    .succeeds()
                    .output();
            List<List<String>> decisions = new ArrayList<>();
            for (String line : output.lines().toList()) {
                decisions.add(List.of(json.readValue(line, String[].class)));
            }
            return decisions;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
