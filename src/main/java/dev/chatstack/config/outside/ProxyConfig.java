package dev.chatstack.config.outside;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.Cidr;
import dev.chatstack.config.values.network.Port;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** The HTTP proxy through which the organisation lets programs reach the internet. */
public record ProxyConfig(
        @About("the proxy for HTTP and HTTPS, such as http://proxy.example.org:3128, without user and password")
        @Pattern(
                regexp = "http://" + Port.HOST + Port.OPTIONAL,
                message = "must be a URL without user and path, such as http://proxy.example.org:3128")
        String url,

        @About("networks of the proxy's addresses, because network rules know no host names; not needed where url"
                + " holds an address or a Service of this cluster")
        @Default("[]")
        List<@Cidr String> networks,

        @About("hosts, domains that begin with a dot, and networks that programs reach directly, in addition to those"
                + " that chatstack adds: the cluster's Services, private addresses, and the servers that the file"
                + " names on them. The network rule of such a host is yours to open: chat.reaches, backup.reaches")
        @Default("[]")
        List<
                        @Pattern(
                                regexp = "\\.?[a-z0-9]([-.a-z0-9]*[a-z0-9])?(/\\d{1,2})?",
                                message = "must be a host such as id.example.org, a domain such as .example.org, or a"
                                        + " network such as 10.0.0.0/8")
                        String>
                noProxy,

        @About("name of a Secret whose key url is the same URL with user and password, in every namespace with pods:"
                + " `./chatstack secrets` prints the commands. Optional, by default the proxy asks for no password; not on"
                + " a Docker host")
        Optional<@SecretName String> passwordSecret,

        @About("true for a prober that asks for the chat's public URL through the proxy, where the cluster reaches"
                + " the URL in no other way; not on a Docker host")
        @Default("false")
        boolean prober) {
    /** Key of {@link #passwordSecret}. */
    public static final String PASSWORD_KEY = "url";
}
