package dev.chatstack.config;

import java.net.URI;
import java.util.Optional;

/**
 * A server outside the chat's namespace that a setting names, and that the network must let its pods reach.
 *
 * @param name what the path is called, such as {@code ldap}
 * @param setting path of the setting
 * @param host a DNS name or an IPv4 address
 */
public record Destination(String name, String setting, String host, int port) {
    private static final String IN_CLUSTER = "[^.]+\\.([^.]+)\\.svc(\\..*)?";

    /** The server of {@code url}, on the port that the URL names or that its scheme implies. */
    public static Destination of(String name, String setting, String url) {
        URI address = URI.create(url);
        int implied = url.startsWith("http:") ? 80 : 443;
        return new Destination(
                name, setting, address.getHost(), address.getPort() >= 0 ? address.getPort() : implied);
    }

    /** Whether the host is an address rather than a name. */
    public boolean isAddress() {
        return host.matches("[0-9.]+");
    }

    /** The namespace of a Service of the cluster; empty for any other host. */
    public Optional<String> namespace() {
        return host.matches(IN_CLUSTER) ? Optional.of(host.replaceAll(IN_CLUSTER, "$1")) : Optional.empty();
    }
}
