package dev.chatstack.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.cli.Environments;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.cost.Bill;
import dev.chatstack.cost.BillLine;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures on the page about costs are those of {@code ./chatstack estimate}. */
@DisplayName("docs/cost.md")
class CostPageTest {
    private static final Path PAGE = Path.of("..", "docs", "cost.md");
    private static final Path CONFIG = Path.of("..", "config");
    private static final Path CLAIMS = Path.of("test", "resources", "cost");
    private static final String HEAD = "|---|---|---|---|\n";

    @TempDir
    Path folder;

    @Test
    void saysWhatTheShippedEnvironmentsCost() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String name : new Environments(CONFIG).names()) {
            Bill bill = bill(CONFIG.resolve(name + ".yaml"));
            if (!bill.isEmpty()) {
                rows.append(String.format(
                        Locale.ROOT,
                        "| `%s` | %s | %,.0f | %,.0f |%n",
                        name,
                        bill.region(),
                        bill.fixed(),
                        bill.atMost()));
            }
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD) + HEAD.length();
        String expected = page.substring(0, begin) + rows + page.substring(page.indexOf("<!-- end -->"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE).content().isEqualTo(expected);
    }

    @Test
    void namesTheSnapshotsAndTheCopiesOfBucketsThatArePaidByUse() throws IOException {
        String aws = Files.readString(CONFIG.resolve("aws-prod.yaml"));
        Bill policy = changed("aws-prod", aws.replaceAll("(?s)\nbackup:\n  snapshots:.*?keep: 14", "\n"));

        assertThat(bill(CONFIG.resolve("aws-prod.yaml")).lines())
                .extracting(BillLine::what)
                .contains("snapshots of disks", "data to the other region");
        assertThat(policy.lines()).extracting(BillLine::what).contains("snapshots of disks");
        assertThat(bill(CONFIG.resolve("azure-prod.yaml")).lines())
                .extracting(BillLine::what)
                .contains("snapshots of disks");
    }

    @Test
    void checksTheClaimsAgainstTheSmallestThatCanBeMade() throws IOException {
        String page = Files.readString(PAGE);

        Bill frankfurt = bill(CLAIMS.resolve("aws-frankfurt.yaml"));
        Bill virginia = bill(CLAIMS.resolve("aws-virginia.yaml"));
        assertThat(page)
                .contains("Together that is %.0f in Frankfurt and %.0f in Virginia"
                        .formatted(frankfurt.fixed(), virginia.fixed()));

        Bill east = bill(CLAIMS.resolve("azure-virginia.yaml"));
        Bill west = bill(CLAIMS.resolve("azure-amsterdam.yaml"));
        assertThat(page)
                .contains("%.0f in Virginia and %.0f in Amsterdam".formatted(east.fixed(), west.fixed()))
                .contains("nodes it costs %.0f and %.0f".formatted(east.atMost(), west.atMost()));
    }

    @Test
    void saysOnAmazonsPageWhatEachSettingSaves() throws IOException {
        String shipped = Files.readString(CONFIG.resolve("aws-prod.yaml"));
        Bill asShipped = bill(CONFIG.resolve("aws-prod.yaml"));
        Bill oneGateway = changed("aws-prod", shipped.replace("natGateways: perZone", "natGateways: single"));
        Bill unwatched = changed("aws-prod", shipped.replaceAll("(?s)\nmonitoring:.*?\n\n", "\n"));
        Bill smaller = changed("aws-prod", shipped.replace("m7i.xlarge", "m7i.large"));

        assertThat(Path.of("..", "docs", "cost-aws.md"))
                .content()
                .contains("| **idle** | | | **%.2f** |".formatted(asShipped.fixed()))
                .contains("up to %.2f".formatted(asShipped.atMost() - asShipped.fixed()))
                .contains("| `network.natGateways: single` | %.0f |".formatted(oneGateway.fixed()))
                .contains("| no `monitoring` | %.0f |".formatted(unwatched.fixed()))
                .contains("| `machineTypes: [m7i.large]` | %.0f |".formatted(smaller.fixed()))
                .contains("adds some, up to %.0f |".formatted(smaller.atMost()));
    }

    @Test
    void saysOnAzuresPageWhatTheSameCostsInVirginia() throws IOException {
        String shipped = Files.readString(CONFIG.resolve("azure-prod.yaml"));
        Bill virginia = changed("azure-prod", shipped.replace("westeurope", "eastus"));

        assertThat(Path.of("..", "docs", "cost-azure.md"))
                .content()
                .contains(String.format(Locale.ROOT, "**%,.2f**", virginia.fixed()));
    }

    private Bill changed(String name, String content) throws IOException {
        return bill(Files.writeString(folder.resolve(name + ".yaml"), content));
    }

    private static Bill bill(Path file) {
        Environment environment = ConfigLoader.load(file);
        return new Synthesis(List.of(environment), Optional.empty()).inTemporaryFolder(output -> {
            Blueprint blueprint = EnvironmentStacks.read(environment, output);
            Cloud cloud = Clouds.of(environment);
            Capacity capacity = Capacity.of(blueprint, cloud.nodes());
            return Bill.of(cloud.bill(blueprint, capacity), capacity);
        });
    }
}
