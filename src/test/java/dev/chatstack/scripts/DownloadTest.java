package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What bootstrap-mgmt.sh downloads")
class DownloadTest {
    private static final Path LIST = Path.of("../tools/downloads.txt");

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer mirror;
    private StubMachine machine;
    private Path repository;

    @BeforeEach
    void makeMirrorAndRepository(@TempDir Path folder) throws IOException {
        mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getRawPath();
            requests.add(path);
            byte[] content = served.getOrDefault(path, new byte[0]);
            exchange.sendResponseHeaders(content.length == 0 ? 404 : 200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        mirror.start();

        machine = StubMachine.in(folder)
                .with("id", "echo 0")
                .with("dpkg", "echo amd64")
                .with("apt-get");
        repository = machine.folder().resolve("repository");
        machine.copyOf(
                "bootstrap-mgmt.sh",
                "/opt/chatstack ",
                "/opt ",
                "/usr/local/bin",
                "/bin",
                "/usr/lib/jvm",
                "/jvm",
                "/usr/sbin/policy-rc.d",
                "/policy-rc.d",
                "$PATH:/usr/sbin",
                "/programs:" + machine.folder() + "/bin");
        for (String file : List.of("there.sh", "install.sh", "download.sh")) {
            machine.write(repository.resolve("tools").resolve(file), Files.readString(Path.of("../tools", file)));
        }
    }

    @AfterEach
    void stopMirror() {
        mirror.stop(0);
    }

    @Test
    void installsADownloadOnce() {
        serve("/get.example/helm.tar.gz", archiveOf("helm", "echo helm 3"));
        list("helm amd64 " + hash("SHA-256", "/get.example/helm.tar.gz") + " https://get.example/helm.tar.gz");

        bootstrap("--only", "helm").succeeds();
        assertThat(Program.run(repository, machine.folder().resolve("bin/helm").toString())
                        .output())
                .isEqualTo("helm 3\n");

        assertThat(bootstrap("--only", "helm").succeeds().output()).isEqualTo("bootstrap: everything is there: helm\n");
        assertThat(requests).containsExactly("/get.example/helm.tar.gz");
    }

    @Test
    void replacesADownloadWhenAnotherVersionIsPinned() {
        installsADownloadOnce();
        serve("/get.example/helm-4.tar.gz", archiveOf("helm", "echo helm 4"));
        list("helm amd64 " + hash("SHA-256", "/get.example/helm-4.tar.gz") + " https://get.example/helm-4.tar.gz");

        bootstrap("--only", "helm").succeeds();

        assertThat(Program.run(repository, machine.folder().resolve("bin/helm").toString())
                        .output())
                .isEqualTo("helm 4\n");
    }

    @Test
    void refusesADownloadWhoseChecksumIsWrong() {
        serve("/get.example/helm.tar.gz", archiveOf("helm", "echo not helm"));
        String expected = "0".repeat(64);
        list("helm amd64 " + expected + " https://get.example/helm.tar.gz");

        Program program = bootstrap("--only", "helm");

        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.output())
                .contains("helm.tar.gz is not the file that it should be, and is not installed: its SHA-256 is "
                        + hash("SHA-256", "/get.example/helm.tar.gz") + ", not " + expected)
                .contains("still missing: helm");
        assertThat(machine.folder().resolve("opt/bin/helm")).doesNotExist();
    }

    @Test
    void acceptsASha512() {
        serve("/dl.example/kubectl.tar.gz", archiveOf("kubectl", "echo kubectl"));
        list("kubectl amd64 " + hash("SHA-512", "/dl.example/kubectl.tar.gz") + " https://dl.example/kubectl.tar.gz");

        bootstrap("--only", "kubectl").succeeds();
    }

    @Test
    void downloadsForTheArchitectureOfTheMachine() {
        machine.with("dpkg", "echo arm64");
        serve("/gh.example/kubelogin.tar.gz", archiveOf("kubelogin", "echo kubelogin"));
        list(
                "kubelogin amd64 " + "0".repeat(64) + " https://gh.example/wrong",
                "kubelogin arm64 " + hash("SHA-256", "/gh.example/kubelogin.tar.gz")
                        + " https://gh.example/kubelogin.tar.gz");

        bootstrap("--only", "kubelogin").succeeds();

        assertThat(requests).containsExactly("/gh.example/kubelogin.tar.gz");
    }

    @Test
    void downloadsAJdkWhereTheDistributionHasNoneThatIsNewEnough() {
        machine.with("apt-cache", "[[ $2 != openjdk-17-* ]] || echo '  Candidate: 17.0.16+8'")
                .with("javac", "echo javac 17.0.16");
        serve("/gh.example/jdk-25%2B36/jdk.tar.gz", archiveOf("jdk-25+36/bin", "javac", "echo javac 25"));
        list("jdk amd64 " + hash("SHA-256", "/gh.example/jdk-25%2B36/jdk.tar.gz")
                + " https://gh.example/jdk-25%2B36/jdk.tar.gz");

        bootstrap("--only", "jdk").succeeds();

        assertThat(Program.run(
                                repository,
                                machine.folder().resolve("opt/jdk/bin/javac").toString())
                        .output())
                .isEqualTo("javac 25\n");
        assertThat(bootstrap("--only", "jdk").succeeds().output()).isEqualTo("bootstrap: everything is there: jdk\n");
        assertThat(requests).containsExactly("/gh.example/jdk-25%2B36/jdk.tar.gz");
    }

    @Test
    void continuesAfterADownloadThatFails() {
        serve("/get.example/helm.tar.gz", archiveOf("helm", "echo helm 3"));
        list(
                "kubectl amd64 " + "0".repeat(64) + " https://dl.example/kubectl.tar.gz",
                "helm amd64 " + hash("SHA-256", "/get.example/helm.tar.gz") + " https://get.example/helm.tar.gz");

        Program program = bootstrap("--only", "kubectl", "helm");

        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.output())
                .contains("cannot download " + address()
                        + "/dl.example/kubectl.tar.gz (curl: (22) The requested URL returned error: 404)")
                .contains("still missing: kubectl\n")
                .contains("run the same command again to continue");
        assertThat(machine.folder().resolve("opt/bin/helm")).exists();
    }

    @Test
    void listsDownloadsForBothArchitecturesOverHttps() throws IOException {
        Map<String, List<String[]>> byName = Files.readAllLines(LIST).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" +"))
                .collect(Collectors.groupingBy(columns -> columns[0]));

        assertThat(byName).containsKeys("jdk", "terraform", "tofu", "kubectl", "helm", "kubelogin", "aws", "gcloud");
        byName.values().forEach(lines -> {
            assertThat(lines).extracting(columns -> columns[1]).containsExactly("amd64", "arm64");
            assertThat(lines).allSatisfy(columns -> {
                assertThat(columns).hasSize(4);
                assertThat(columns[2]).matches("[0-9a-f]{64}|[0-9a-f]{128}");
                assertThat(columns[3]).startsWith("https://");
            });
        });
    }

    private void serve(String path, byte[] content) {
        served.put(path, content);
    }

    private void list(String... lines) {
        machine.write(repository.resolve("tools/downloads.txt"), String.join("\n", lines) + "\n");
    }

    /** A .tar.gz with one program in a folder, as most makers pack them. */
    private byte[] archiveOf(String name, String script) {
        return archiveOf("linux", name, script);
    }

    private byte[] archiveOf(String place, String name, String script) {
        Path folder = machine.folder().resolve("made");
        machine.write(folder.resolve(place).resolve(name), "#!/bin/sh\n" + script + "\n");
        Program.run(folder, "chmod", "755", place + "/" + name).succeeds();
        Program.run(folder, "tar", "-czf", "archive.tar.gz", place + "/" + name).succeeds();
        try {
            return Files.readAllBytes(folder.resolve("archive.tar.gz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String hash(String algorithm, String path) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(served.get(path)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String address() {
        return "http://localhost:" + mirror.getAddress().getPort();
    }

    private Program bootstrap(String... arguments) {
        List<String> command = new ArrayList<>(List.of("./bootstrap-mgmt.sh"));
        command.addAll(List.of(arguments));
        return machine.run(repository, List.of("CHATSTACK_MIRROR=" + address()), command.toArray(String[]::new));
    }
}
