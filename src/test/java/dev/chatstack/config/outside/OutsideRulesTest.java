package dev.chatstack.config.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.testing.EnvironmentFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The blocks images, caBundle and proxy")
class OutsideRulesTest {
    @Test
    void saysSomething() {
        assertThat(problems("gcp-dev", "images: {}"))
                .contains("images: must set mirror, mirrors, pullSecret, charts or replace, or be left out, got `{}`");
    }

    @Test
    void namesRegistriesAndPrograms() {
        assertThat(problems(
                        "gcp-dev",
                        "images: {mirror: mirror, mirrors: {dockerhub.io: registry.example.org}, charts: https://x.org,"
                                + " replace: {proxy: 3.1}}"))
                .contains(
                        "images.charts: must be a registry of charts such as oci://registry.example.org/charts",
                        "images.mirror: must be a registry, without https://",
                        "images.mirrors.dockerhub.io: must be a registry from which images come: docker.io, ghcr.io",
                        "images.replace.proxy: must be");
    }

    @Test
    void hasATagForEachImageExceptForTheChat() {
        assertThat(problems(
                        "gcp-dev",
                        "images: {replace: {rocketchat: \"8.9.1\", tailchat: \"own.test/t:1\", haproxy:"
                                + " own.test/haproxy}}"))
                .contains(
                        "images.replace.rocketchat: must be an image without a tag",
                        "images.replace.tailchat: must be an image without a tag",
                        "images.replace.haproxy: must have a tag");
    }

    @Test
    void hasNeitherPullSecretNorChartsOnADockerHost() {
        assertThat(problems("local", "images: {pullSecret: registry, charts: \"oci://registry.test/charts\"}"))
                .contains(
                        "images.charts: must be left out on a Docker host",
                        "images.pullSecret: must be left out on a Docker host: run `docker login`");
        assertThat(problems("local", "images: {mirror: registry.test/mirror}")).isEmpty();
    }

    @Test
    void hasItsCertificatesInOnePlace() {
        assertThat(problems("gcp-dev", "caBundle: {}"))
                .contains("caBundle: must set either secret or configMap, where the certificates are, got `neither`");
        assertThat(problems("gcp-dev", "caBundle: {secret: a, configMap: b}")).contains("got `both`");
        assertThat(problems("local", "caBundle: {configMap: a, key: b}"))
                .contains("caBundle.configMap: must be left out on a Docker host", "caBundle.key: must be left out");
        assertThat(problems("local", "caBundle: {secret: a}")).isEmpty();
    }

    @Test
    void hasAProxyThatNetworkRulesAndContainersKnow() {
        assertThat(problems("gcp-dev", "proxy: {url: \"http://10.0.0.1:3128\", passwordSecret: proxy}"))
                .isEmpty();
        assertThat(problems(
                        "local",
                        "proxy: {url: \"http://proxy.example.org:3128\", passwordSecret: proxy, prober: true}"))
                .contains(
                        "proxy.passwordSecret: must be left out on a Docker host",
                        "proxy.prober: must be left out on a Docker host");
        assertThat(problems("k3s-chathub", "proxy: {url: \"http://proxy.example.org:3128\"}"))
                .contains("proxy.networks: must name the networks of the proxy's addresses");
        assertThat(problems("local", "proxy: {url: \"https://user@proxy.example.org\", noProxy: [\"*.x\"]}"))
                .contains("proxy.url: must be a URL without user and path", "proxy.noProxy[0]: must be a host");
        assertThat(problems("local", "proxy: {url: \"http://proxy.example.org:3128\"}"))
                .isEmpty();
    }

    private static String problems(String environment, String block) {
        try {
            new EnvironmentFile(EnvironmentFile.shipped(environment).text() + "\n" + block).load();
            return "";
        } catch (ConfigException e) {
            return e.getMessage();
        }
    }
}
