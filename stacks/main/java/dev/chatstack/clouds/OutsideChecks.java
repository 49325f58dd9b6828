package dev.chatstack.clouds;

import dev.chatstack.config.Environment;
import dev.chatstack.doctor.Check;
import dev.chatstack.kubernetes.charts.ImageSource;
import java.util.ArrayList;
import java.util.List;

/** What must hold of that which an organisation has around {@code environment}: its registries and its proxy. */
public record OutsideChecks(Environment environment) {
    /** All of them; none for an environment that names nothing. */
    public List<Check> all() {
        ImageSource images = new ImageSource(environment.config().images());
        List<Check> checks = new ArrayList<>();
        images.registries()
                .forEach(registry -> checks.add(answers(
                        "registry " + registry,
                        "check the host name in images, and that this machine trusts the registry's certificate",
                        "https://" + registry + "/v2/")));
        environment
                .config()
                .proxy()
                .ifPresent(proxy -> checks.add(answers(
                        "proxy " + proxy.url(),
                        "check proxy.url; a machine outside the organisation's network does not reach the proxy",
                        proxy.url())));
        return checks;
    }

    /** Also a refusal is an answer, for this machine need not be signed in to a registry where the nodes are. */
    private static Check answers(String who, String remedy, String url) {
        return Check.succeeds(
                who + " answers this machine",
                remedy,
                "curl",
                "--silent",
                "--show-error",
                "--output",
                "/dev/null",
                "--max-time",
                "20",
                url);
    }
}
