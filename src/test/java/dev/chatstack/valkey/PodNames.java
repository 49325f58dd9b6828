package dev.chatstack.valkey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The cluster's DNS: a hosts file for the C library (through nss_wrapper) and a DNS server for HAProxy, which asks one
 * itself. Both change while programs run, as a pod's address does.
 */
final class PodNames implements AutoCloseable {
    private static final int NAME_ERROR = 3;

    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Path hosts;
    private final DatagramSocket socket;

    PodNames(Path hosts, String listen) throws IOException {
        this.hosts = hosts;
        this.socket = new DatagramSocket(new InetSocketAddress(listen, 0));
        Thread thread = new Thread(this::serve, "pod names");
        thread.setDaemon(true);
        thread.start();
    }

    String nameserver() {
        return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    void set(String name, String address) {
        addresses.put(name, address);
        writeHosts();
    }

    private void writeHosts() {
        try {
            Path next = hosts.resolveSibling("hosts.new");
            Files.writeString(
                    next,
                    addresses.entrySet().stream()
                            .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                            .collect(Collectors.joining()));
            Files.move(next, hosts, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, query.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            } catch (IOException e) {
                // closed, or the asker is gone
            }
        }
    }

    /** Header and question come back as they were, followed by the address; other record types have no answer. */
    private byte[] answer(ByteBuffer query) throws IOException {
        short id = query.getShort(0);
        query.position(12);
        StringBuilder name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        boolean wantsAddress = query.getShort() == 1;
        query.getShort();
        byte[] question = new byte[query.position() - 12];
        query.position(12).get(question);

        String address = addresses.get(name.toString().toLowerCase());
        boolean found = address != null && wantsAddress;
        ByteBuffer answer = ByteBuffer.allocate(12 + question.length + 16);
        answer.putShort(id).putShort((short) (0x8580 | (address == null ? NAME_ERROR : 0)));
        answer.putShort((short) 1).putShort((short) (found ? 1 : 0)).putInt(0).put(question);
        if (found) {
            answer.putShort((short) 0xC00C)
                    .putShort((short) 1)
                    .putShort((short) 1)
                    .putInt(1);
            answer.putShort((short) 4).put(InetAddress.getByName(address).getAddress());
        }
        return java.util.Arrays.copyOf(answer.array(), answer.position());
    }

    @Override
    public void close() {
        socket.close();
    }
}
