package dev.chatstack.workload.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.testing.Ports;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that is deployed and the real website; only addresses and folders are others. Runs where nginx is installed. */
@DisplayName("The website's nginx")
class WebsiteServerTest {
    private static final Path WEBSITE =
            Path.of("..", "website").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private Process nginx;
    private final int port = Ports.free();

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                Stream.of((System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "nginx"))),
                "not run: nginx is not installed, and bootstrap-mgmt.sh does not install it");
        Path config = folder.resolve("nginx.conf");
        Files.writeString(
                config,
                ConfigFiles.resource("/website/nginx.conf")
                        // first, for the folder of a test, and perhaps the clone, is below /tmp itself
                        .replace("/tmp/", folder + "/")
                        .replace("listen 8080", "listen 127.0.0.1:" + port)
                        .replace("root /website", "root " + WEBSITE)
                        .replace("/dev/stdout", folder.resolve("access.log").toString()));
        nginx = new ProcessBuilder(
                        "env",
                        "PATH=" + System.getenv("PATH") + ":/usr/sbin",
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-c",
                        config.toString(),
                        "-g",
                        "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor();
        }
    }

    @Test
    void servesThePageAndWhatItNeedsByItsType() throws Exception {
        assertThat(get("/").body()).isEqualTo(Files.readString(WEBSITE.resolve("index.html")));
        assertThat(type("/")).startsWith("text/html");
        assertThat(type("/style.css")).startsWith("text/css");
        assertThat(type("/logo.svg")).startsWith("image/svg+xml");
        assertThat(type("/open.js")).startsWith("application/javascript");
    }

    @Test
    void answersProbesAndSaysKindlyThatThereIsNoSuchPage() throws Exception {
        assertThat(get("/alive").statusCode()).isEqualTo(204);
        HttpResponse<String> missing = get("/nothing");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("There is no such page");
    }

    @Test
    void letsNoOtherSiteFrameItAndNoBrowserKeepAnOldPage() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.headers().firstValue("x-frame-options")).contains("DENY");
        assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(page.headers().firstValue("content-security-policy")).contains("default-src 'self'");
        assertThat(page.headers().firstValue("server")).contains("nginx");
    }

    private String type(String path) throws Exception {
        return get(path).headers().firstValue("content-type").orElse("none");
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        for (int patience = 50; ; patience--) {
            try {
                return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            } catch (ConnectException e) {
                if (patience == 0 || !nginx.isAlive()) {
                    throw new IOException(Files.readString(folder.resolve("log")), e);
                }
                Thread.sleep(100);
            }
        }
    }
}
