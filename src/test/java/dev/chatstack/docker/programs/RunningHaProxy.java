package dev.chatstack.docker.programs;

import dev.chatstack.testing.Ports;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The real HAProxy with the shipped configuration, before small servers of this machine. */
final class RunningHaProxy implements AutoCloseable {
    private final Path folder;
    private final int port = Ports.free();
    private final int redirectPort = Ports.free();
    private final int statusPort = Ports.free();
    private final Process process;

    private RunningHaProxy(Path folder, List<ProxiedChat> servers, Map<String, String> more) throws IOException {
        this.folder = folder;
        Path file = folder.resolve("haproxy.cfg");
        String lines = servers.stream()
                .map(server -> "    server %1$s 127.0.0.1:%2$d cookie %1$s\n".formatted(server.name(), server.port()))
                .collect(Collectors.joining());
        String shipped = Files.readString(Path.of("main/resources/docker/haproxy.cfg"));
        Files.writeString(file, shipped.replace("    # SERVERS\n", lines));
        ProcessBuilder builder = new ProcessBuilder(
                        "setpriv", "--pdeathsig", "KILL", "haproxy", "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile());
        Map<String, String> environment = new HashMap<>(Map.of(
                "LISTEN_ADDRESS", "127.0.0.1",
                "PORT", String.valueOf(port),
                "REDIRECT_PORT", String.valueOf(redirectPort),
                "STATUS_PORT", String.valueOf(statusPort),
                "HTTPS_SUFFIX", ":" + port,
                "CONTROL", folder.resolve("control").toString()));
        environment.putAll(more);
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** With a certificate that is made here. */
    static RunningHaProxy encrypted(Path folder, List<ProxiedChat> servers) throws IOException {
        Path certificate = folder.resolve("chat.pem");
        Program.certify(folder, certificate + ".key", certificate.toString(), "localhost");
        return new RunningHaProxy(folder, servers, Map.of("CERTIFICATE", certificate.toString()));
    }

    static RunningHaProxy plain(Path folder, List<ProxiedChat> servers) throws IOException {
        return new RunningHaProxy(folder, servers, Map.of("PLAIN_HTTP", "1"));
    }

    /** Behind another proxy, which ends TLS. */
    static RunningHaProxy behindProxy(Path folder, List<ProxiedChat> servers) throws IOException {
        return new RunningHaProxy(folder, servers, Map.of("BEHIND_PROXY", "1"));
    }

    /** A browser that trusts every certificate and, as browsers do, keeps cookies when it is given somewhere to keep them. */
    static HttpClient.Builder browser() {
        try {
            SSLContext trusting = SSLContext.getInstance("TLS");
            trusting.init(null, new TrustManager[] {new TrustsEverybody()}, new SecureRandom());
            return HttpClient.newBuilder().sslContext(trusting);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    int redirectPort() {
        return redirectPort;
    }

    int statusPort() {
        return statusPort;
    }

    /** What a person types at its control socket. */
    String control(String command) throws IOException {
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("control")))) {
            socket.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate(65536);
            while (socket.read(answer) >= 0) {
                // until it hangs up
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }

    String log() {
        try {
            return Files.readString(folder.resolve("haproxy.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Docker tells the container to, with the image's own signal. */
    void tellToStop() {
        Program.run(folder, "kill", "-USR1", String.valueOf(process.pid())).succeeds();
    }

    boolean ends(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static final class TrustsEverybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
