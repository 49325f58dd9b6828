package dev.chatstack.docker.programs;

import dev.chatstack.testing.Ports;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small server where Rocket.Chat would be: says over HTTP who it is, and over a WebSocket sends back what it gets with its name
 * before it.
 */
final class ProxiedChat implements AutoCloseable {
    private static final String WEBSOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final String name;
    private final int port;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private ServerSocket door;
    private volatile boolean ready = true;

    private ProxiedChat(String name, int port) {
        this.name = name;
        this.port = port;
    }

    static ProxiedChat start(String name) {
        ProxiedChat chat = new ProxiedChat(name, Ports.free());
        chat.open();
        return chat;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** The heads of the requests that people made; the health checks are not among them. */
    List<String> requests() {
        return requests;
    }

    void ready(boolean now) {
        ready = now;
    }

    void open() {
        try {
            door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** As when the process dies: nobody listens, and who was connected is not any more. */
    void die() {
        try {
            door.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        die();
    }

    private void accept() {
        ServerSocket mine = door;
        while (!mine.isClosed()) {
            try {
                Socket connection = mine.accept();
                connections.add(connection);
                start(() -> serve(mine, connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(ServerSocket mine, Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                if (mine.isClosed()) {
                    return; // died while this one was on its way
                }
                if (head.startsWith("GET /readyz")) {
                    answer(out, ready ? "200 OK" : "503 Service Unavailable", "");
                    continue;
                }
                requests.add(head);
                String key = header(head, "sec-websocket-key");
                if (!key.isEmpty()) {
                    upgrade(in, out, key);
                    return;
                }
                answer(out, "200 OK", name);
            }
        } catch (IOException e) {
            // the other side has gone
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int read = in.read(); read >= 0; read = in.read()) {
            head.append((char) read);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase().startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    private static void answer(OutputStream out, String status, String body) throws IOException {
        out.write("HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body)
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** One frame of text at a time, shorter than 126 bytes, as RFC 6455 has them. */
    private void upgrade(InputStream in, OutputStream out, String key) throws IOException {
        out.write(("HTTP/1.1 101 Switching Protocols\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + accept(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        while (in.read() == 0x81) {
            byte[] mask = new byte[4];
            byte[] text = new byte[in.read() & 0x7f];
            if (in.readNBytes(mask, 0, 4) + in.readNBytes(text, 0, text.length) < 4 + text.length) {
                return;
            }
            for (int i = 0; i < text.length; i++) {
                text[i] ^= mask[i % 4];
            }
            byte[] back = (name + ": " + new String(text, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            out.write(0x81);
            out.write(back.length);
            out.write(back);
        }
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + WEBSOCKET).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }
}
