package dev.chatstack.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands for a Rocket.Chat: the eight calls of its REST API and the five messages of DDP that robots use. It checks passwords, knows who
 * is in the room, keeps a file, and can be slow, refuse a message, forget to deliver one, hang up, or be away.
 * Compared with the sources of Rocket.Chat 8 for paths, fields and messages, with no running server.
 */
public final class StandInChat implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private final List<Connection> listeners = new CopyOnWriteArrayList<>();
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    public volatile int delayMilliseconds;
    public volatile String refuses = "nothing";
    public volatile String forgets = "nothing";
    public volatile String hangsUpOn = "nothing";
    public volatile boolean away;
    public volatile boolean spoilsFiles;
    private volatile String file = "";

    public StandInChat() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    public Set<String> users() {
        return users.keySet();
    }

    public Set<String> groups() {
        return groups;
    }

    List<String> deleted() {
        return deleted;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                if (away) {
                    return;
                }
                String path = head.split(" ", 3)[1];
                if (path.startsWith("/file-upload/")) {
                    boolean signedIn = head.contains("token-of-admin");
                    String content = signedIn ? file : "";
                    out.write(("HTTP/1.1 " + (signedIn ? 200 : 403) + " x\r\nContent-Length: " + content.length()
                                    + "\r\n\r\n" + content)
                            .getBytes(StandardCharsets.UTF_8));
                    continue;
                }
                if (path.equals("/websocket")) {
                    String key = head.replaceAll("(?is).*sec-websocket-key: *([^\r\n]+).*", "$1");
                    out.write(("HTTP/1.1 101 Switching Protocols\r\n"
                                    + "Upgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: "
                                    + accept(key) + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
                    new Connection(new DataInputStream(in), out).talk();
                    return;
                }
                int length = Integer.parseInt(head.replaceAll("(?is).*content-length: *(\\d+).*", "$1"));
                byte[] sent = in.readNBytes(length);
                String answer = path.contains("/rooms.media/")
                        ? keep(new String(sent, StandardCharsets.UTF_8))
                        : rest(path.replace("/api/v1/", ""), JSON.readTree(sent), head.contains("token-of-admin"));
                int status = answer.contains("\"success\":false") ? 400 : 200;
                out.write(("HTTP/1.1 " + status + " x\r\nContent-Length: " + answer.length() + "\r\n\r\n" + answer)
                        .getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // the robot has gone
        }
    }

    /** The one part of a form. */
    private String keep(String form) {
        String content = form.replaceFirst("(?s).*?\r\n\r\n", "").replaceFirst("(?s)\r\n--.*", "");
        file = spoilsFiles ? content + "?" : content;
        return "{\"success\":true,\"file\":{\"_id\":\"file-id\",\"url\":\"/file-upload/file-id/x.txt\"}}";
    }

    private String rest(String method, JsonNode body, boolean administrator) {
        String name = body.path("username")
                .asText(body.path("name").asText(body.path("roomName").asText()));
        if (!method.equals("login") && !administrator) {
            return "{\"success\":false,\"error\":\"unauthorized\"}";
        }
        boolean success =
                switch (method) {
                    case "login" ->
                        body.path("user").asText().equals("admin")
                                && body.path("password").asText().equals("right");
                    case "users.create" ->
                        users.putIfAbsent(name, hash(body.path("password").asText())) == null;
                    case "users.delete" -> {
                        deleted.add(name);
                        yield users.remove(name) != null;
                    }
                    case "groups.create" -> groups.add(name);
                    case "groups.delete" -> groups.remove(name);
                    case "rooms.mediaConfirm/room-id/file-id" -> !file.isEmpty();
                    default -> throw new IllegalArgumentException(method);
                };
        return "{\"success\":" + success
                + ",\"data\":{\"userId\":\"a\",\"authToken\":\"token-of-admin\"},\"group\":{\"_id\":\"room-id\"}}";
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int next = in.read();
        while (next >= 0) {
            head.append((char) next);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
            next = in.read();
        }
        return "";
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String password) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One robot's WebSocket. */
    private final class Connection {
        private final DataInputStream in;
        private final OutputStream out;

        Connection(DataInputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void talk() throws IOException {
            while (true) {
                int first = in.readUnsignedByte();
                int second = in.readUnsignedByte();
                int length = second & 0x7f;
                if (length == 126) {
                    length = in.readUnsignedShort();
                }
                byte[] mask = in.readNBytes(4);
                byte[] data = in.readNBytes(length);
                for (int index = 0; index < data.length; index++) {
                    data[index] ^= mask[index % 4];
                }
                if ((first & 0x0f) == 8) {
                    listeners.remove(this);
                    return;
                }
                JsonNode message = JSON.readTree(data);
                if (away) {
                    listeners.remove(this);
                    return;
                }
                if (message.toString().contains(hangsUpOn)) {
                    listeners.remove(this);
                    return;
                }
                Thread.ofVirtual().start(() -> answer(message));
            }
        }

        private void answer(JsonNode message) {
            String id = message.path("id").asText();
            switch (message.path("msg").asText()) {
                case "connect" -> say("{\"msg\":\"connected\",\"session\":\"s\"}");
                case "sub" -> {
                    listeners.add(this);
                    say("{\"msg\":\"ready\",\"subs\":[\"" + id + "\"]}");
                    say("{\"msg\":\"ping\"}");
                }
                case "method" -> method(id, message);
                default -> {} // pong
            }
        }

        private void method(String id, JsonNode message) {
            JsonNode first = message.at("/params/0");
            if (message.path("method").asText().equals("login")) {
                boolean right = first.at("/password/digest")
                        .asText()
                        .equals(users.get(first.at("/user/username").asText()));
                say("{\"msg\":\"result\",\"id\":\"" + id + "\"" + (right ? "" : ",\"error\":{\"error\":403}") + "}");
                return;
            }
            pause();
            String text = first.path("msg").asText();
            if (text.contains(refuses)) {
                say("{\"msg\":\"result\",\"id\":\"" + id + "\",\"error\":{\"error\":\"too-many-requests\"}}");
                return;
            }
            say("{\"msg\":\"result\",\"id\":\"" + id + "\",\"result\":" + first + "}");
            if (!text.contains(forgets)) {
                listeners.forEach(each -> each.say(
                        "{\"msg\":\"changed\",\"collection\":\"stream-room-messages\",\"fields\":{\"eventName\":\"room-id\",\"args\":["
                                + first + "]}}"));
            }
        }

        private void pause() {
            try {
                Thread.sleep(delayMilliseconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void say(String text) {
            byte[] data = text.getBytes(StandardCharsets.UTF_8);
            try {
                out.write(0x81);
                if (data.length < 126) {
                    out.write(data.length);
                } else {
                    out.write(new byte[] {126, (byte) (data.length >> 8), (byte) data.length});
                }
                out.write(data);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
