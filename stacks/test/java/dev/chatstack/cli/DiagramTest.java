package dev.chatstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** That the pictures on the pages are up to date is for GoldenTest to say. */
@DisplayName("./chatstack diagram")
class DiagramTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final Path PICTURES = Path.of("..", "docs", "architecture");

    @TempDir
    Path folder;

    static Stream<String> environments() {
        return new Environments(CONFIG).names().stream();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void drawsBoxesThatDoNotLieOverEachOther(String name) throws Exception {
        List<Rectangle2D> boxes = new ArrayList<>();
        NodeList rectangles = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(draw(name).get(0).toFile())
                .getElementsByTagName("rect");
        for (int i = 0; i < rectangles.getLength(); i++) {
            Element rectangle = (Element) rectangles.item(i);
            if (rectangle.getAttribute("class").startsWith("box")) {
                boxes.add(new Rectangle2D.Double(
                        number(rectangle, "x"),
                        number(rectangle, "y"),
                        number(rectangle, "width"),
                        number(rectangle, "height")));
            }
        }
        assertThat(boxes).hasSizeGreaterThan(3);
        for (Rectangle2D box : boxes) {
            assertThat(boxes.stream().filter(other -> other != box && other.intersects(box)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("environments")
    void leavesNoServiceOut(String name) throws IOException {
        String picture = Files.readString(draw(name).get(0));
        Environment environment = ConfigLoader.load(CONFIG.resolve(name + ".yaml"));
        List<String> workloads = new Synthesis(List.of(environment), Optional.empty()).inTemporaryFolder(output -> {
            Blueprint blueprint = EnvironmentStacks.read(environment, output);
            return Stream.concat(
                            Capacity.of(blueprint, Clouds.of(environment).nodes()).services().stream()
                                    .map(pod -> pod.workload())
                                    .filter(workload -> !workload.startsWith("kube-system/"))
                                    .map(workload -> workload.replaceFirst("^[^/]*/(kube-prometheus-stack-)?", "")),
                            DockerContainer.of(blueprint).stream().map(DockerContainer::name))
                    .toList();
        });

        assertThat(workloads).isNotEmpty().allSatisfy(workload -> assertThat(picture)
                .contains(">" + workload + "<"));
    }

    @Test
    void hasNoPictureWithoutAnEnvironment() throws IOException {
        try (Stream<Path> files = Files.list(PICTURES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> !file.equals("README.md"))
                            .map(file -> file.replaceFirst("\\.(svg|mmd)$", ""))
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(environments().toList());
        }
    }

    private List<Path> draw(String name) {
        List<Environment> environments = List.of(ConfigLoader.load(CONFIG.resolve(name + ".yaml")));
        return new Synthesis(environments, Optional.empty())
                .inTemporaryFolder(output -> Diagram.write(environments, output, folder));
    }

    private static double number(Element element, String name) {
        return Double.parseDouble(element.getAttribute(name));
    }
}
