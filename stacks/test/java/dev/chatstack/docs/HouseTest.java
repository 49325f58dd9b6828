package dev.chatstack.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of the house")
class HouseTest {
    private static final Path ROOT = Path.of("..");

    /** A room, its text, and the rooms within it: the words before a colon. */
    private static final Pattern ROOM = Pattern.compile("(?m)^  (\\w+)/ +(.+)\\n(?: {16}(.+)\\n)?");

    private static final Pattern STOP = Pattern.compile("(?m)^\\d+\\. `([\\w/]+)`");

    private final String page = read(ROOT.resolve("CONTRIBUTING.md"));

    @Test
    void namesEveryRoomWithTheTextOfItsPackage() {
        Map<String, String> rooms = new TreeMap<>();
        ROOM.matcher(page).results().forEach(room -> rooms.put(room.group(1), room.group(2)));

        assertThat(rooms.keySet()).containsExactlyInAnyOrderElementsOf(roomsIn(""));
        rooms.forEach((room, text) -> assertThat(javadoc(room)).as(room).startsWith(text));
    }

    @Test
    void namesEveryRoomWithinARoom() {
        ROOM.matcher(page).results().forEach(room -> assertThat(roomsIn(room.group(1)))
                .as(room.group(1))
                .containsExactlyInAnyOrderElementsOf(room.group(3) == null ? List.of() : words(room.group(3))));
    }

    @Test
    void followsASettingThroughClassesThatNameEachOther() {
        List<String> stops =
                STOP.matcher(page).results().map(stop -> stop.group(1)).toList();

        assertThat(stops).hasSizeGreaterThan(5);
        for (int i = 1; i < stops.size(); i++) {
            String here = stops.get(i - 1);
            String next = stops.get(i);
            assertThat(names(here, next) || names(next, here))
                    .as("%s and %s name each other", here, next)
                    .isTrue();
        }
    }

    private static boolean names(String file, String other) {
        String name = other.substring(other.lastIndexOf('/') + 1);
        return Pattern.compile("\\b" + name + "\\b")
                .matcher(read(find(file + ".java")))
                .find();
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.split("\\W+")).toList();
    }

    private static List<String> roomsIn(String room) {
        return modules()
                .map(module -> module.resolve(room))
                .filter(Files::isDirectory)
                .flatMap(HouseTest::folders)
                .toList();
    }

    private static Stream<String> folders(Path room) {
        try (Stream<Path> files = Files.list(room)) {
            return files
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String javadoc(String room) {
        return read(find(room + "/package-info.java"))
                .replaceFirst("(?s).*?/\\*\\*", "")
                .replaceFirst("(?s)\\*/.*", "")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\s*\\n \\* ?", " ")
                .strip();
    }

    private static Path find(String file) {
        return modules()
                .map(module -> module.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " does not exist"));
    }

    private static Stream<Path> modules() {
        return Stream.of("src", "stacks").map(module -> ROOT.resolve(module).resolve("main/java/dev/chatstack"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
