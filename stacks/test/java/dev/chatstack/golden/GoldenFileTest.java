package dev.chatstack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Literal;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFileTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SCRIPT = ConfigFiles.resource("/backup/backup.sh");
    private static final List<String> PIECES = List.of(
            "a",
            "word",
            "1",
            "1.5",
            "0x1f",
            "-",
            ":",
            "#",
            "|",
            ">",
            "{",
            "}",
            "[",
            "]",
            ",",
            "&",
            "*",
            "!",
            "%",
            "@",
            "`",
            "'",
            "\"",
            "\\",
            "$",
            "${a.b}",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\t",
            "\r",
            "é",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\u0001",
            "😀",
            "=",
            "~",
            "?",
            "null",
            "true",
            "no",
            "---",
            "key: value\n",
            "{\"a\":1}",
            "x".repeat(190),
            "lorem ipsum ".repeat(20));

    static Stream<String> texts() {
        Random random = new Random(20);
        Stream<String> mixed = IntStream.range(0, 3000).mapToObj(i -> random.ints(random.nextInt(7), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining()));
        return Stream.concat(PIECES.stream(), mixed);
    }

    @Test
    void givesEveryTextAgain() {
        ObjectNode stack = JSON.objectNode();
        ObjectNode resource = stack.withObject("/resource/kubernetes_config_map_v1/scripts");
        texts().forEach(text -> {
            resource.withArrayProperty("texts").add(text);
            resource.withObjectProperty("keys").put(text, text);
            resource.withObjectProperty("objects").set(text, JSON.objectNode().put("text", text));
        });

        assertThat(GoldenFile.parse(GoldenFile.text(stack))).isEqualTo(stack);
    }

    @Test
    void showsJsonInATextAsJson() {
        ObjectNode said = JSON.objectNode();
        texts().forEach(text -> said.put("key" + said.size(), text));

        assertThat(textOf(new TextNode(said.toString()))).contains("content: !json\n    key0: a\n");
    }

    @Test
    void showsTheValuesOfAChartAsYaml() {
        ObjectNode values = JSON.objectNode();
        values.withArrayProperty("args").add("--log=info").add("8080").add(8080);
        values.put("config", "first: 1\n\n  indented\n");
        values.put("script", Literal.of(SCRIPT));

        assertThat(textOf(new TextNode(ChartYaml.write(values)))).contains("""
              content: !yaml
                args:
                  - "--log=info"
                  - "8080"
                  - 8080
                config: |
                  first: 1

                    indented
                script: !file backup/backup.sh\
            """);
    }

    /** Each as a value and as the same text in another form. */
    static Stream<List<JsonNode>> alike() {
        return Stream.of(
                List.of(new TextNode("1"), new IntNode(1)),
                List.of(new TextNode("null"), NullNode.instance),
                List.of(new TextNode(""), NullNode.instance),
                List.of(new TextNode("a\n"), JSON.arrayNode().add("a")),
                List.of(new TextNode("a\n"), new TextNode("a")),
                List.of(new TextNode("{\"a\":1}"), JSON.objectNode().put("a", 1)),
                List.of(new TextNode("{\"a\":1}"), new TextNode("{\"a\": 1}")),
                List.of(new TextNode("{\"a\":1,\"b\":2}"), new TextNode("{\"b\":2,\"a\":1}")),
                List.of(new TextNode("a: 1\n"), new TextNode("{\"a\":1}")),
                List.of(new TextNode("a: 1\n"), new TextNode("a: \"1\"\n")),
                List.of(new TextNode("a: 1\n"), new TextNode("# first\na: 1\n")),
                List.of(new TextNode(SCRIPT), new TextNode(Literal.of(SCRIPT))),
                List.of(new TextNode(SCRIPT), new TextNode(SCRIPT + "\n")));
    }

    @ParameterizedTest
    @MethodSource("alike")
    void isAnotherForAnotherStack(List<JsonNode> values) {
        assertThat(values).extracting(GoldenFileTest::textOf).doesNotHaveDuplicates();
    }

    @Test
    void isTheSameWhateverCdktfNotes() {
        ObjectNode stack = stack(new TextNode("a"));
        ObjectNode noted = stack.deepCopy();
        noted.putObject("//").put("version", "0.21.0");
        noted.withObject("/resource/kubernetes_config_map_v1/scripts/~1~1").put("path", "here");

        assertThat(GoldenFile.text(noted)).isEqualTo(GoldenFile.text(stack));
    }

    @Test
    void showsAFileOfTheLibraryByItsNameAndAHash() {
        assertThat(textOf(new TextNode(Literal.of(SCRIPT))))
                .containsPattern("content: !file backup/backup\\.sh [0-9a-f]{16}\n")
                .doesNotContain("mongodump");
    }

    @Test
    void showsTheObjectsByTheirAddressInOrder() {
        ObjectNode stack = stack(new TextNode("a"));
        stack.withObject("/output/kubeconfig").put("value", "b");
        stack.withObject("/data/aws_eks_cluster/cluster").put("name", "c");

        assertThat(GoldenFile.text(stack).lines().filter(line -> line.matches("\\w.*")))
                .containsExactly(
                        "data.aws_eks_cluster.cluster:", "kubernetes_config_map_v1.scripts:", "output.kubeconfig:");
    }

    private static String textOf(JsonNode content) {
        return GoldenFile.text(stack(content));
    }

    private static ObjectNode stack(JsonNode content) {
        ObjectNode stack = JSON.objectNode();
        stack.withObject("/resource/kubernetes_config_map_v1/scripts").set("content", content);
        return stack;
    }
}
