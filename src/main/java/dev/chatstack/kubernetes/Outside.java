package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.outside.CaBundleConfig;
import dev.chatstack.config.outside.ProxyConfig;
import dev.chatstack.kubernetes.charts.ImageSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * What an organisation has around an environment, and everything of a stack uses. It stands once in the stack, where namespaces and
 * hosts find it: as an argument it would pass through every constructor, and one that forgets it would go unnoticed.
 */
public record Outside(ImageSource images, Optional<CaBundleConfig> caBundle, Optional<HttpProxy> proxy) {
    /** Name of the volume with the certificates. */
    public static final String CA_VOLUME = "ca-bundle";

    private static final String ID = "outside";
    private static final Outside NOTHING = new Outside(ImageSource.MAKERS, Optional.empty(), Optional.empty());

    /** What {@code config} names. */
    public static Outside of(EnvironmentConfig config) {
        return new Outside(
                new ImageSource(config.images()),
                config.caBundle(),
                config.proxy().map(proxy -> HttpProxy.of(proxy, config)));
    }

    /** What lies around the stack of {@code scope}; nothing where the stack was not told. */
    public static Outside of(Construct scope) {
        return TerraformStack.of(scope).getNode().tryFindChild(ID) instanceof Place place ? place.outside : NOTHING;
    }

    /**
     * What every program is told. Node adds a file to the authorities that it knows. Programs in Go read all files of these folders
     * in addition to the system's bundle; OpenSSL finds the system's there.
     */
    public Map<String, String> variables() {
        return caBundle.isEmpty()
                ? Map.of()
                : Map.of(
                        "NODE_EXTRA_CA_CERTS",
                        CaBundleConfig.FOLDER + "/" + CaBundleConfig.FILE,
                        "SSL_CERT_DIR",
                        "/etc/ssl/certs:" + CaBundleConfig.FOLDER);
    }

    /** What a program is told besides that speaks to the internet. */
    public Map<String, String> variablesOutward() {
        Map<String, String> all = new TreeMap<>(variables());
        proxy.ifPresent(way -> all.putAll(way.variables()));
        return all;
    }

    /** The variables of such a program whose value is in the key {@link ProxyConfig#PASSWORD_KEY} of a Secret, and the Secret's name. */
    public Map<String, String> secretsOutward() {
        return proxy.map(HttpProxy::secrets).orElse(Map.of());
    }

    /** Tells {@code stack}, before anything else is defined in it. */
    public void surround(TerraformStack stack) {
        new Place(stack, this);
    }

    private static final class Place extends Construct {
        private final Outside outside;

        Place(TerraformStack stack, Outside outside) {
            super(stack, ID);
            this.outside = outside;
        }
    }
}
