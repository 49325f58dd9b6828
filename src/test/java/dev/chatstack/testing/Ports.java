package dev.chatstack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;

/**
 * Ports for programs that cannot choose one themselves. Asking the kernel for any free one and giving it back would hand it to anyone who
 * asks next, another test's program or a connection, before the program listens.
 */
public final class Ports {
    /** Below those that Linux gives to connections (net.ipv4.ip_local_port_range); each test process begins at another hundred. */
    private static int next = 10_000 + (int) (ProcessHandle.current().pid() % 220) * 100;

    private Ports() {}

    /** One that nobody listens on, and that this process gives to no other. */
    public static synchronized int free() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(next++)) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // somebody's: the next
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
