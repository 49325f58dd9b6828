package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts stand in for the program, whose list is cut short, and for Grype, which knows three images. */
@DisplayName("tools/ci/scan.sh")
class ScanTest {
    @TempDir
    Path repository;

    private String list = "";

    @BeforeEach
    void installsStandIns() throws IOException {
        write("tools/ci/scan.sh", Files.readString(Path.of("..", "tools", "ci", "scan.sh")));
        write("chatstack", "#!/bin/sh\ncat list\n");
        write("grype", """
            #!/bin/sh
            case $1 in
                *mongo*) echo '{"matches": [{"vulnerability": {"id": "CVE-1", "severity": "High"}, "artifact": {"name": "zlib"}}]}' ;;
                *nginx*) echo '{"matches": [{"vulnerability": {"id": "CVE-2", "severity": "Critical"}, "artifact": {"name": "curl"}}]}' ;;
                *) echo "no such image" >&2; exit 1 ;;
            esac
            """);
    }

    @Test
    void isSatisfiedWithoutACriticalFault() throws IOException {
        list = "docker.io/library/mongo:8.0.26";
        assertThat(scan().succeeds().output())
                .isEqualTo("## Images of prod\n- docker.io/library/mongo:8.0.26: no critical fault with a fix\n");
    }

    @Test
    void namesACriticalFaultAndLooksAtTheRest() throws IOException {
        list = "nginx:1\nmongo  mongo:8";
        Program scan = scan();
        assertThat(scan.exitCode()).isEqualTo(2);
        assertThat(scan.output()).contains("- nginx:1: **CVE-2 in curl**", "- mongo:8: no critical fault");
    }

    @Test
    void doesNotPassAnImageThatItCannotScan() throws IOException {
        list = "gone:1\nmongo  mongo:8";
        Program scan = scan();
        assertThat(scan.exitCode()).isEqualTo(1);
        assertThat(scan.output()).contains("- gone:1: **could not be scanned**", "- mongo:8: no critical fault");
    }

    private Program scan() throws IOException {
        write("list", "prod: 2 images\nNAME   IMAGE\nfirst  " + list + "\n\n1 charts\nNAME  VERSION  FROM\nx  1  y\n");
        return Program.run(repository, "env", "GRYPE=./grype", "bash", "tools/ci/scan.sh", "prod");
    }

    private void write(String name, String text) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
