package dev.chatstack.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.upgrade.Lines;
import dev.chatstack.upgrade.Lines.Line;
import dev.chatstack.upgrade.Part;
import dev.chatstack.upgrade.Parts;
import dev.chatstack.upgrade.SupportCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page has the table of releases that the program judges upgrades by; {@code -Dgolden.update=true} writes it again. */
@DisplayName("docs/versions.md")
class VersionsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "versions.md");

    @Test
    void saysWhatTheProgramKnows() throws IOException {
        String page = Files.readString(PAGE);
        String known = "As of " + Lines.date() + ":\n\n"
                + table("Rocket.Chat", "rocketchat", "MongoDB", line -> String.join(", ", line.mongodb()))
                + "\n" + table("MongoDB", "mongodb") + "\n" + table("Kubernetes on EKS", "kubernetes on EKS") + "\n"
                + table("Kubernetes on AKS", "kubernetes on AKS") + "\n"
                + table("Istio", "istio", "Kubernetes", line -> String.join(", ", line.kubernetes())) + "\n" + parts();
        String mark = "<!-- versions: written by a test -->\n";
        int begin = page.indexOf(mark) + mark.length();
        String computed = page.substring(0, begin) + known + page.substring(page.indexOf("<!-- end -->"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, computed);
        }
        assertThat(PAGE).content().isEqualTo(computed);
    }

    /** Somebody has looked for the end of each, and says where. */
    @Test
    void everyPartHasAnEndOrASourceWithoutOne() {
        assertThat(Parts.all()).isNotEmpty().allMatch(Part::isKnown);
    }

    private static String parts() {
        return "| chart or image | version | supported until | source |\n|---|---|---|---|\n"
                + Parts.all().stream()
                        .map(part -> new SupportCalendar(new Blueprint("", List.of()), List.of(part), Lines.date())
                                .entries()
                                .get(0))
                        .map(entry -> "| `" + entry.product() + "` | " + entry.version() + " | "
                                + entry.end().until().map(LocalDate::toString).orElse("no end published") + " | "
                                + entry.end().source().replaceAll("^(github\\.com\\S+|quay\\.io\\S+)(?=[;:]|$)", "`$1`")
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static String table(String title, String product) {
        return table(title, product, "", line -> "");
    }

    private static String table(String title, String product, String column, Function<Line, String> cell) {
        List<Line> lines = Lines.of(product);
        assertThat(lines).as(product).isNotEmpty();
        boolean wide = !column.isEmpty();
        return "| " + title + " | supported until |" + (wide ? " " + column + " |" : "") + " source |\n|---|---|"
                + (wide ? "---|" : "") + "---|\n"
                + lines.stream()
                        .map(line -> "| " + line.line() + " | "
                                + line.end().map(LocalDate::toString).orElse("not known") + " |"
                                + (wide ? " " + cell.apply(line) + " |" : "") + " " + line.source() + " |\n")
                        .collect(Collectors.joining());
    }
}
