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
        Program.run(
                        folder,
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-keyout",
                        "key.pem",
                        "-out",
                        CaBundleConfig.FILE,
                        "-subj",
                        "/CN=an authority",
                        "-addext",
                        "subjectAltName=DNS:outside.example.test,DNS:localhost")
                .succeeds();
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
    void nodeGoesThroughTheProxyAndTrustsTheAuthority() throws Exception {
        assertThat(fetch(HOST)).isEqualTo("200 here");
        assertThat(connections()).containsExactly("outside.example.test:443");
    }

    @Test
    void nodeGoesDirectlyToWhatIsDirect() throws Exception {
        assertThat(fetch(direct)).isEqualTo("200 here");
        assertThat(connections()).isEmpty();
    }

    @Test
    void nodeWithoutTheVariablesReachesNobody() throws Exception {
        variables.clear();
        assertThat(fetch(HOST)).contains("ENOTFOUND");
        assertThat(fetch(direct)).contains("SELF_SIGNED_CERT");
    }

    @Test
    void rcloneGoesThroughTheProxyAndTrustsTheAuthority() throws Exception {
        assertThat(copy(HOST)).isEqualTo("here");
        assertThat(connections()).containsExactly("outside.example.test:443");
    }

    @Test
    void rcloneGoesDirectlyToWhatIsDirect() throws Exception {
        assertThat(copy(direct)).isEqualTo("here");
        assertThat(connections()).isEmpty();
    }

    private String fetch(String url) throws Exception {
        return run(
                "node",
                "-e",
                "fetch(process.argv[1]).then(async (r) => console.log(r.status, await r.text()), (e) =>"
                        + " console.log(e.cause.code))",
                url);
    }

    private String copy(String url) throws Exception {
        String printed =
                run("rclone", "--config=/dev/null", "--retries=1", "--low-level-retries=1", "copyurl", url, "copy");
        Path copy = folder.resolve("copy");
        return Files.exists(copy) ? Files.readString(copy) : printed;
    }

    private String run(String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
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
