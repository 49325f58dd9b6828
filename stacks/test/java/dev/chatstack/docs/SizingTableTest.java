package dev.chatstack.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.Workload;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.config.Sizing;
import dev.chatstack.config.loader.ConfigLoader;
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

/** The table of README.md and docs/microservices.md is what the program computes; {@code -Dgolden.update=true} writes it anew. */
@DisplayName("The sizing table")
class SizingTableTest {
    private static final List<Path> PAGES =
            List.of(Path.of("..", "README.md"), Path.of("..", "docs", "microservices.md"));
    private static final Path SHIPPED = Path.of("..", "config", "microservices-prod.yaml");
    private static final String BEGIN = "-->\n";
    private static final String END = "<!-- end of sizing -->";

    /** What a cloud leaves to pods of 4 CPUs and 16 GiB, somewhat less than each of them. */
    private static final ComputeResources NODE = new ComputeResources(3850, 13L << 30, 110, 16);

    @TempDir
    Path folder;

    @Test
    void isWhatTheProgramComputes() throws IOException {
        String table = table();
        for (Path file : PAGES) {
            String page = Files.readString(file);
            int begin = page.indexOf(BEGIN, page.indexOf("<!-- sizing")) + BEGIN.length();
            String computed = page.substring(0, begin) + table + page.substring(page.indexOf(END));
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(file, computed);
            }
            assertThat(file).content().isEqualTo(computed);
        }
    }

    private String table() throws IOException {
        StringBuilder table = new StringBuilder(
                "| people at once | servers | ddp-streamers | pods | CPU reserved | memory reserved | each MongoDB"
                        + " member: memory, volume | nodes |\n"
                        + "|---|---|---|---|---|---|---|---|\n");
        for (int users : List.of(500, 2000, 5000, 20000)) {
            table.append(row(new Sizing(users)));
        }
        return table.toString();
    }

    private String row(Sizing sizing) throws IOException {
        List<Workload> services = services(sizing);
        ComputeResources sum = ComputeResources.NONE;
        ComputeResources daemons = ComputeResources.NONE;
        for (Workload workload : services) {
            if (workload.kind() == Workload.Kind.DAEMON) {
                daemons = daemons.plus(workload.pod().amount());
            } else {
                sum = sum.plus(workload.pod().amount().times(workload.fewest()));
            }
        }
        int nodes = 3;
        while (!sum.plus(daemons.times(nodes)).fitsInto(NODE.times(nodes))) {
            nodes++;
        }
        boolean larger = sizing.mongoGib() > 10;
        return String.format(
                Locale.ROOT,
                "| %,d%s | %d | %d | %d | %.1f | %.0f GiB | %d GiB, %d GiB | %d%s |\n",
                sizing.concurrentUsers(),
                sizing.isBeyondGuidance() ? " (beyond the guidance)" : "",
                sizing.servers(),
                Sizing.ddpStreamers(sizing.concurrentUsers()),
                sum.pods(),
                sum.cpu() / 1000.0,
                sum.memory() / (double) (1L << 30),
                sizing.mongoGib(),
                sizing.mongoVolumeGib(),
                nodes + 1,
                larger ? ", three of them with 32 GiB" : "");
    }

    private List<Workload> services(Sizing sizing) throws IOException {
        String file = Files.readString(SHIPPED)
                .replace("concurrentUsers: 2000", "concurrentUsers: " + sizing.concurrentUsers())
                .replace("replicas: 2", "replicas: " + sizing.servers())
                .replace("  autoscaling:\n    maxReplicas: 8\n", "")
                .replace("volume: 60Gi", "volume: " + sizing.mongoVolumeGib() + "Gi")
                .replace("memory: 8Gi", "memory: " + sizing.mongoGib() + "Gi");
        Environment environment = ConfigLoader.load(Files.writeString(folder.resolve("microservices-prod.yaml"), file));
        Path output = folder.resolve("out");
        new Synthesis(List.of(environment), Optional.empty()).writeTo(output);
        Capacity capacity = Capacity.of(
                EnvironmentStacks.read(environment, output),
                Clouds.of(environment).nodes());
        assertThat(capacity.unknown()).isEmpty();
        return capacity.workloads().stream()
                .filter(workload -> workload.kind() != Workload.Kind.TASK)
                .toList();
    }
}
