package dev.chatstack.workload.valkey;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One connection to a Valkey server or a Sentinel, directly or through a proxy. */
final class Resp implements AutoCloseable {
    /** The server answered, and the answer is no. The connection stays usable. */
    static final class Refused extends IOException {
        Refused(String answer) {
            super(answer);
        }
    }

    private final Socket socket = new Socket();
    private final InputStream in;

    Resp(String host, int port, String password) throws IOException {
        try {
            socket.connect(new InetSocketAddress(host, port), 3000);
            socket.setSoTimeout(3000);
            in = new BufferedInputStream(socket.getInputStream());
            call("AUTH", password);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** One question; a refusal is an answer, too, and "" is none. */
    static String ask(String host, int port, String password, String... command) {
        try (Resp resp = new Resp(host, port, password)) {
            return resp.call(command).toString();
        } catch (Refused e) {
            return e.getMessage();
        } catch (IOException e) {
            return "";
        }
    }

    /** A status or bulk string as String, an integer as Long, an array as List, nothing as "". */
    Object call(String... command) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("*" + command.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (String word : command) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(bytes);
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        socket.getOutputStream().write(out.toByteArray());
        return answer();
    }

    /** The address of the server at the other end, which a proxy hides: what the server itself sees as its own. */
    String server() throws IOException {
        return Stream.of(call("CLIENT", "INFO").toString().split(" "))
                .filter(field -> field.startsWith("laddr="))
                .map(field -> field.substring("laddr=".length(), field.lastIndexOf(':')))
                .findFirst()
                .orElseThrow();
    }

    /** Waits for the other side to close this connection, as long as the socket's timeout at most. */
    boolean isClosedByTheOtherSide() {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private Object answer() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case '-' -> throw new Refused(rest);
            case ':' -> Long.valueOf(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> array(Integer.parseInt(rest));
            default -> throw new IOException("not an answer: " + line);
        };
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        byte[] bytes = in.readNBytes(length);
        line();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private List<Object> array(int length) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            elements.add(answer());
        }
        return elements;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed by the other side");
            }
            line.append((char) c);
        }
        return line.substring(0, line.length() - 1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
