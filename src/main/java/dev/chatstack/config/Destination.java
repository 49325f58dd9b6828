package dev.chatstack.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server outside the chat's namespace that a setting names, and that the network must let its pods reach.
 *
 * @param name what the path is called, such as {@code ldap}
 * @param setting path of the setting
 * @param host a DNS name or an IPv4 address
 */
public record Destination(String name, String setting, String host, int port) {
    /** How a URL with a server must begin; settings that become a destination demand it. */
    public static final String URL = "https?://[-.A-Za-z0-9]+(:\\d{1,5})?(/\\S*)?";

    private static final Pattern SERVER = Pattern.compile("https?://(?<host>[-.A-Za-z0-9]+)(:(?<port>\\d{1,5}))?");
    private static final String IN_CLUSTER = "[^.]+\\.([^.]+)\\.svc(\\..*)?";

    /** The server of {@code url}, on the port that the URL names or that its scheme implies. */
    public static Destination of(String name, String setting, String url) {
        Matcher address = SERVER.matcher(url);
        if (!address.lookingAt()) {
            throw new IllegalArgumentException(setting + ": no address of a server: " + url);
        }
        String port = address.group("port");
        int implied = url.startsWith("http:") ? 80 : 443;
        return new Destination(
                name, setting, requireNonNull(address.group("host")), port == null ? implied : Integer.parseInt(port));
    }

    /** Whether the host is an address rather than a name. */
    public boolean isAddress() {
        return host.matches("[0-9.]+");
    }

    /** The namespace of a Service of the cluster; empty for any other host. */
    public Optional<String> namespace() {
        return namespace(host);
    }

    /** That of the Service {@code host}, such as {@code minio.storage.svc}; empty for any other host. */
    public static Optional<String> namespace(String host) {
        return host.matches(IN_CLUSTER) ? Optional.of(host.replaceAll(IN_CLUSTER, "$1")) : Optional.empty();
    }
}
