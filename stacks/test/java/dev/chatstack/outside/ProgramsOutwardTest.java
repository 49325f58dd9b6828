package dev.chatstack.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.config.outside.CaBundleConfig;
import dev.chatstack.kubernetes.Outside;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Node and rclone with the variables of an environment behind a proxy that asks for a password, towards a host whose name only the proxy
 * finds and whose certificate an authority of the organisation signed.
 */
@DisplayName("Programs with the variables of proxy and caBundle")
class ProgramsOutwardTest {
    private static final String HOST = "https://outside.example.test/";
    private static final String PASSWORD = "p@ss/word";

    private Process world;
    private BufferedReader said;
    private String direct;
    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void begins() throws IOException {
        Program.certify(folder, "key.pem", CaBundleConfig.FILE, "outside.example.test", "localhost");
        world = new ProcessBuilder(
                        "node",
                        Path.of("test", "resources", "outside", "world.mjs").toString(),
                        folder.toString(),
                        PASSWORD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        said = world.inputReader(StandardCharsets.UTF_8);
        JsonNode ports = new ObjectMapper().readTree(said.readLine());
        direct = "https://localhost:" + ports.path("host").asInt() + "/";
        String proxy =
                "http://chat:p%40ss%2Fword@127.0.0.1:" + ports.path("proxy").asInt();
        Outside outside = Outside.of(
                new EnvironmentFile(EnvironmentFile.shipped("aws-prod").text() + """

                    proxy: {url: "http://proxy.example.org:3128", networks: [10.9.8.0/24], passwordSecret: proxy}
                    caBundle: {secret: authority}
                    """)
                        .load()
                        .config());
        outside.variablesOutward()
                .forEach((name, value) -> variables.put(name, value.replace(CaBundleConfig.FOLDER, folder.toString())));
        outside.secretsOutward().keySet().forEach(name -> variables.put(name, proxy));
    }

    @AfterEach
    void ends() throws IOException {
        world.getOutputStream().close();
        world.destroy();
    }

    @Test
    void nodeGoesThroughTheProxyAndTrustsTheAuthority() throws IOException {
        assertThat(fetch(HOST)).isEqualTo("200 here");
        assertThat(connections()).containsExactly("outside.example.test:443");
    }

    @Test
    void nodeGoesDirectlyToWhatIsDirect() throws IOException {
        assertThat(fetch(direct)).isEqualTo("200 here");
        assertThat(connections()).isEmpty();
    }

    @Test
    void nodeWithoutTheVariablesReachesNobody() throws IOException {
        variables.clear();
        assertThat(fetch(HOST)).contains("ENOTFOUND");
        assertThat(fetch(direct)).contains("SELF_SIGNED_CERT");
    }

    @Test
    void rcloneGoesThroughTheProxyAndTrustsTheAuthority() throws IOException {
        assertThat(copy(HOST)).isEqualTo("here");
        assertThat(connections()).containsExactly("outside.example.test:443");
    }

    @Test
    void rcloneGoesDirectlyToWhatIsDirect() throws IOException {
        assertThat(copy(direct)).isEqualTo("here");
        assertThat(connections()).isEmpty();
    }

    /** What the script prints; some builds of Node complain of SSL_CERT_DIR besides, which they do not need. */
    private String fetch(String url) {
        return run(
                "sh",
                "-c",
                "exec node -e \"$1\" \"$2\" 2>complaints",
                "sh",
                "fetch(process.argv[1]).then(async (r) => console.log(r.status, await r.text()),"
                        + " (e) => console.log(e.cause.code))",
                url);
    }

    private String copy(String url) throws IOException {
        String printed =
                run("rclone", "--config=/dev/null", "--retries=1", "--low-level-retries=1", "copyurl", url, "copy");
        Path copy = folder.resolve("copy");
        return Files.exists(copy) ? Files.readString(copy) : printed;
    }

    private String run(String... command) {
        return Program.run(folder, variables, command).output().strip();
    }

    /** What the proxy connected to. */
    private List<String> connections() throws IOException {
        world.getOutputStream().close();
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
        }
        return lines;
    }
}
