package dev.chatstack.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.capacity.Capacity;
import dev.chatstack.cli.Environments;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.cost.Bill;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Forecast;
import dev.chatstack.synthesis.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The numbers of the page are those of the program, for the files in docs/examples; {@code -Dgolden.update=true} writes them again. */
@DisplayName("docs/sizes.md")
class SizesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "sizes.md");
    private static final Environments EXAMPLES = new Environments(Path.of("..", "docs", "examples"));
    private static final List<Integer> PEOPLE = List.of(50, 300, 1000, 5000);

    @Test
    void saysWhatTheProgramEstimates() throws IOException {
        StringBuilder table =
                new StringBuilder("| people at once | nodes | USD per month | at maximum nodes |\n|---|---|---|---|\n");
        String page = Files.readString(PAGE);
        for (int people : PEOPLE) {
            Environment environment = EXAMPLES.load(List.of("people-" + people)).get(0);
            List<String> lines = new Synthesis(List.of(environment), Optional.empty()).inTemporaryFolder(stacks -> {
                table.append(row(people, environment, stacks));
                return Forecast.of(List.of(environment), stacks).values().stream()
                        .flatMap(List::stream)
                        .toList();
            });
            page = filled(
                    page,
                    "<!-- people-" + people + ": written by a test -->\n",
                    lines.stream().map(line -> "    " + line + "\n").collect(Collectors.joining("", "\n", "\n")));
        }
        page = filled(page, "<!-- table: written by a test -->\n", table.toString());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page);
    }

    private static String row(int people, Environment environment, Path stacks) {
        var blueprint = EnvironmentStacks.read(environment, stacks);
        Cloud cloud = Clouds.of(environment);
        Capacity capacity = Capacity.of(blueprint, cloud.nodes());
        Bill bill = Bill.of(cloud.bill(blueprint, capacity), capacity);
        String nodes = capacity.pools().isEmpty()
                ? "one machine with Docker"
                : "%d to %d × %s"
                        .formatted(
                                capacity.smallest().size(),
                                capacity.largest().size(),
                                capacity.pools().stream()
                                        .map(pool -> pool.machine().name())
                                        .distinct()
                                        .collect(Collectors.joining(", ")));
        return String.format(
                Locale.ROOT,
                "| [%,d](examples/people-%d.yaml) | %s | %,.0f | %,.0f |%n",
                people,
                people,
                nodes,
                bill.fixed(),
                bill.atMost());
    }

    private static String filled(String page, String mark, String text) {
        int begin = page.indexOf(mark) + mark.length();
        return page.substring(0, begin) + text + page.substring(page.indexOf("<!-- end -->", begin));
    }
}
