package dev.chatstack.workload.backup;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A real S3 API that asks everyone for a signature and holds everyone to a policy: moto, until it is closed. */
final class ObjectStore implements AutoCloseable {
    private final Process server;
    private final Map<String, String> said = new HashMap<>();

    ObjectStore() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                python().toString(),
                BackupHost.TEST_SCRIPTS.resolve("object_store.py").toString());
        // a proxy's certificates are nothing to a server on this machine
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        server = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(server.getInputStream()));
        for (String line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new IOException("the S3 API of the tests does not start");
            }
            said.put(line.split("=", 2)[0], line.split("=", 2)[1]);
        }
    }

    /** The Python that moto is installed for. */
    private static Path python() throws IOException {
        Path command = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "moto_server"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IOException("no moto_server; ./bootstrap-mgmt.sh --build installs what the tests need"));
        return command.toRealPath().resolveSibling("python3");
    }

    /** Where it answers. */
    String address() {
        return requireNonNull(said.get("address"));
    }

    /** Lets the scripts of a host use the bucket `backups` as one of the identities of test/scripts/backup/identities. */
    BackupHost as(String identity, BackupHost host) {
        String[] key = said.get(identity).split(":");
        return host.with("BACKUP_STORE", "store:backups/mongodb")
                .with("RCLONE_CONFIG_STORE_TYPE", "s3")
                .with("RCLONE_CONFIG_STORE_PROVIDER", "Other")
                .with("RCLONE_CONFIG_STORE_ENV_AUTH", "true")
                .with("RCLONE_CONFIG_STORE_REGION", "us-east-1")
                .with("RCLONE_CONFIG_STORE_ENDPOINT", said.get("address"))
                .with("RCLONE_RETRIES", "1")
                .with("RCLONE_LOW_LEVEL_RETRIES", "1")
                .with("AWS_ACCESS_KEY_ID", key[0])
                .with("AWS_SECRET_ACCESS_KEY", key[1]);
    }

    /** As a person's own key is used, who brings a bucket. */
    BackupHost withKey(String identity, BackupHost host) {
        String[] key = said.get(identity).split(":");
        return as(identity, host)
                .with("RCLONE_CONFIG_STORE_ACCESS_KEY_ID", key[0])
                .with("RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY", key[1])
                .with("RCLONE_CONFIG_STORE_ENV_AUTH", "false");
    }

    @Override
    public void close() throws IOException {
        server.getOutputStream().close();
        server.destroy();
    }
}
