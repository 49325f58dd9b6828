package dev.chatstack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script, bash and openssl; the folders of a machine instead of the volumes of an engine. */
@DisplayName("The delivery to a Docker host")
class DeliverTest {
    @TempDir
    Path machine;

    @BeforeEach
    void somethingToDeliver() throws IOException {
        for (String folder : new String[] {"folders/chat", "passwords", "given/chat-tls", "room/chat/files/scripts"}) {
            Files.createDirectories(machine.resolve(folder));
        }
        write("room/passwords", "chat 32 1\n");
        write("room/owners", "\n");
        write("room/chat/files/scripts/run.sh", "#!/bin/sh\necho '${not ours}'\n");
        write(
                "room/chat/secrets",
                "env/URI " + user() + " mongodb://chat:{password:chat:1}@a/b?c=d&password={password:chat:1}\n");
    }

    @Test
    void deliversFilesAsTheyAre() throws IOException {
        deliver().succeeds();

        assertThat(read("folders/chat/scripts/run.sh")).isEqualTo("#!/bin/sh\necho '${not ours}'\n");
        assertThat(Files.isExecutable(machine.resolve("folders/chat/scripts/run.sh")))
                .isTrue();
    }

    /** What root gives away is what chatstack made, never a folder with the files of others. */
    @Test
    void leavesAFolderOfOthersToThem() throws IOException {
        Files.createDirectories(machine.resolve("owned/directory-srv-team"));
        write("owned/directory-srv-team/passwd", "theirs");
        write("room/owners", machine.resolve("owned/directory-srv-team") + " 999\n");

        Program delivery = deliver();
        assertThat(delivery.exitCode()).isEqualTo(1);
        assertThat(delivery.output())
                .contains("the folder of the machine -srv-team belongs to another user and is not empty");
    }

    @Test
    void keepsAFolderThatItHasGivenAwayBefore() throws IOException {
        Files.createDirectories(machine.resolve("owned/directory-srv-team"));
        write("owned/directory-srv-team/backup", "ours");
        write("room/owners", machine.resolve("owned/directory-srv-team") + " " + user() + "\n");

        deliver().succeeds();
    }

    @Test
    void makesAPasswordOnceAndKeepsItForItsReader() throws IOException {
        deliver().succeeds();
        String first = read("folders/chat/env/URI");
        deliver().succeeds();

        assertThat(first).matches("mongodb://chat:([A-Za-z0-9]{32})@a/b\\?c=d&password=\\1\n");
        assertThat(read("folders/chat/env/URI")).isEqualTo(first);
        assertThat(permissions("folders/chat/env/URI")).isEqualTo("r--------");
        assertThat(permissions("passwords/chat")).isEqualTo("rw-------");
    }

    @Test
    void makesANewPasswordForANewRevision() throws IOException {
        deliver().succeeds();
        String first = read("folders/chat/env/URI");
        write("room/passwords", "chat 32 2\n");
        deliver().succeeds();

        assertThat(read("folders/chat/env/URI")).isNotEqualTo(first);
    }

    @Test
    void makesACertificateThatIsGoodForTheHost() throws IOException {
        write(
                "room/chat/secrets",
                "c " + user() + " {certificate:chat.localhost}\nk " + user() + " {key:chat.localhost}\n");
        deliver().succeeds();
        String first = read("folders/chat/c");
        deliver().succeeds();

        assertThat(read("folders/chat/c")).isEqualTo(first);
        Program.run(
                        machine,
                        "openssl",
                        "verify",
                        "-CAfile",
                        "folders/chat/c",
                        "-verify_hostname",
                        "chat.localhost",
                        "folders/chat/c")
                .succeeds();
        assertThat(Program.run(machine, "sh", "-c", "openssl pkey -in folders/chat/k -pubout")
                        .output())
                .isEqualTo(Program.run(machine, "sh", "-c", "openssl x509 -in folders/chat/c -noout -pubkey")
                        .output());
    }

    @Test
    void namesEverySecretThatNobodyHasGiven() throws IOException {
        write("given/chat-tls/tls.crt", "a certificate\n");
        write(
                "room/chat/secrets",
                "c %1$s {given:chat-tls/tls.crt}\nk %1$s {given:chat-tls/tls.key}\nl %1$s {given:licence/licence}\n"
                        .formatted(user()));
        Program run = deliver();

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output())
                .contains("there is no chat-tls/tls.key in the folder of secrets, or it is empty, which chat needs")
                .contains("there is no licence/licence in the folder of secrets, or it is empty, which chat needs");
        assertThat(read("folders/chat/c")).isEqualTo("a certificate\n");
    }

    @Test
    void takesAwayWhatIsNoLongerDelivered() throws IOException {
        deliver().succeeds();
        write("room/chat/secrets", "\n");
        Files.delete(machine.resolve("room/chat/files/scripts/run.sh"));
        write("room/chat/files/other", "x\n");
        deliver().succeeds();

        assertThat(machine.resolve("folders/chat/env/URI")).doesNotExist();
        assertThat(machine.resolve("folders/chat/scripts/run.sh")).doesNotExist();
        assertThat(machine.resolve("folders/chat/other")).exists();
    }

    @Test
    void theKeyOfTheDatabaseIsNeverReplacedWhileThereIsData() throws IOException {
        write("room/passwords", "mongodb-key 756 1 mongodb-0\nchat 32 1\n");
        write("room/chat/secrets", "key " + user() + " {password:mongodb-key:1}\n");
        Files.createDirectories(machine.resolve("owned/mongodb-0"));
        deliver().succeeds();
        String key = read("passwords/mongodb-key");
        write("owned/mongodb-0/WiredTiger", "data\n");

        write("passwords/mongodb-key.revision", "");
        deliver().succeeds();
        assertThat(read("passwords/mongodb-key")).isEqualTo(key);

        write("passwords/mongodb-key", "");
        Program run = deliver();
        assertThat(run.exitCode()).as(run.output()).isNotZero();
        assertThat(run.output())
                .contains("mongodb-key is lost, and the data in mongodb-0 cannot be opened with another: bring");
        assertThat(read("folders/chat/key").trim()).isEqualTo(key.trim());
    }

    /** As a host that loses power in the middle of a deploy. Prints its seed; -Dseed=… repeats it. */
    @Test
    void aRotationThatIsKilledAtAnyMomentEndsWithOnePasswordForAll() throws IOException {
        Files.createDirectories(machine.resolve("room/mongodb/files"));
        write("room/mongodb/secrets", "password " + user() + " {password:chat:1}\n");
        deliver().succeeds();
        long seed = Long.getLong("seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int revision = 2; revision < 7; revision++) {
            write("room/passwords", "chat 32 " + revision + "\n");
            deliver("timeout", "--signal=KILL", "%.3f".formatted(random.nextDouble() / 4));
            assertThat(read("folders/mongodb/password")).as("seed " + seed).matches("[A-Za-z0-9]{32}\n");
        }

        deliver().succeeds();

        String password = read("passwords/chat").trim();
        assertThat(read("folders/mongodb/password").trim()).as("seed " + seed).isEqualTo(password);
        assertThat(read("folders/chat/env/URI")).as("seed " + seed).contains(":" + password + "@");
    }

    @Test
    void anEmptySecretIsNotDelivered() throws IOException {
        write("given/chat-tls/tls.key", "");
        write("room/chat/secrets", "k %s {given:chat-tls/tls.key}\n".formatted(user()));

        Program run = deliver();

        assertThat(run.exitCode()).as(run.output()).isNotZero();
        assertThat(run.output()).contains("there is no chat-tls/tls.key in the folder of secrets, or it is empty");
        assertThat(machine.resolve("folders/chat/k")).doesNotExist();
    }

    @Test
    void aPasswordThatWasLostIsMadeAnew() throws IOException {
        deliver().succeeds();
        write("passwords/chat", "");
        deliver().succeeds();

        assertThat(read("folders/chat/env/URI")).matches("mongodb://chat:([A-Za-z0-9]{32})@a/b\\?c=d&password=\\1\n");
    }

    /** The script, under another program where one is given. */
    private Program deliver(String... under) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "ROOM=" + machine.resolve("room"),
                "FOLDERS=" + machine.resolve("folders"),
                "PASSWORDS=" + machine.resolve("passwords"),
                "OWNED=" + machine.resolve("owned"),
                "GIVEN=" + machine.resolve("given")));
        command.addAll(List.of(under));
        command.addAll(List.of("bash", "deliver.sh"));
        return Program.run(Path.of("main/resources/docker"), command.toArray(String[]::new));
    }

    private String user() {
        return Program.run(machine, "id", "-u").output().trim();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(machine.resolve(file), text);
    }

    private String read(String file) throws IOException {
        return Files.readString(machine.resolve(file));
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.resolve(file)));
    }
}
