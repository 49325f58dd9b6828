package dev.chatstack.config.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.loader.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The file of a Tailchat")
class TailchatConfigTest {
    private static final String SMALLEST = """
        state:
          backend: local
        cloud:
          provider: existing
          platform: k3s
          context: k3s
        chat:
          product: tailchat
          host: app.example.org
          exposure:
            by: ingress
            className: traefik
            controllerNamespace: kube-system
        backup:
          store: {in: volume}
        """;

    private static final String WITH_WEBSITE =
            SMALLEST.replace("  exposure:", "  website: {host: website.example.org}\n  exposure:");

    @TempDir
    Path folder;

    private Path website;

    @BeforeEach
    void makeTheWebsite() throws IOException {
        website = Files.createDirectory(folder.resolve("website"));
        Files.writeString(website.resolve("index.html"), "<title>Hello</title>");
    }

    @Test
    void needsLittle() throws IOException {
        TailchatConfig chat =
                (TailchatConfig) ConfigLoader.load(file(SMALLEST)).config().chat();

        assertThat(chat.replicas()).isEqualTo(3);
        assertThat(chat.version()).isEqualTo("1.11.11");
        assertThat(chat.objects()).isEqualTo(new ObjectsConfig.SeaweedFs("20Gi"));
        assertThat(chat.exposure().url(chat.host())).isEqualTo("https://app.example.org");
    }

    @Test
    void findsTheWebsiteBesideItsOwnFolder() throws IOException {
        assertThat(ConfigLoader.load(file(WITH_WEBSITE)).folder()).isEqualTo(folder.resolve("config"));
    }

    @Test
    void refusesAWebsiteThatNoConfigMapHolds() throws IOException {
        Files.writeString(website.resolve("large.svg"), "x".repeat(950_000));

        assertThatThrownBy(() -> ConfigLoader.load(file(WITH_WEBSITE)))
                .hasMessageContaining(
                        "chat.website.folder: must hold at most 921600 bytes, because a ConfigMap takes no more. Use"
                                + " chat.website.image, got `950020`");
    }

    @Test
    void refusesWhatIsNotTextAndFoldersAndSaysSoOfEach() throws IOException {
        Files.write(website.resolve("photo.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
        Files.createDirectory(website.resolve("pictures"));

        assertThatThrownBy(() -> ConfigLoader.load(file(WITH_WEBSITE)))
                .hasMessageContaining("chat.website.folder: must hold text alone")
                .hasMessageContaining("got also, got `photo.png`")
                .hasMessageContaining("chat.website.folder: must hold files alone")
                .hasMessageContaining("`pictures`");
    }

    private static String website(String where) {
        return WITH_WEBSITE.replace("website.example.org}", "website.example.org, " + where + "}");
    }

    @Test
    void looksIntoNoFolderWhenTheWebsiteIsInAnImageOrOnAVolume() throws IOException {
        Files.delete(website.resolve("index.html"));

        assertThat(ConfigLoader.load(file(
                                website("image: \"registry.example.org:5000/www:1.2@sha256:" + "a".repeat(64) + "\"")))
                        .files())
                .isEmpty();
        assertThat(ConfigLoader.load(file(website("existingClaim: www"))).files())
                .isEmpty();
    }

    @Test
    void refusesAWebsiteInTwoPlacesAndAnImageThatIsAnotherEachDay() {
        assertThatThrownBy(() -> ConfigLoader.load(file(website("image: \"www:1\", existingClaim: www"))))
                .hasMessageContaining("chat.website.existingClaim: must be left out with chat.website.image");
        for (String image : List.of("registry.example.org/www", "registry.example.org:5000/www", "www:latest")) {
            assertThatThrownBy(() -> ConfigLoader.load(file(website("image: \"" + image + "\""))))
                    .hasMessageContaining("chat.website.image: must be an image with a tag other than latest");
        }
    }

    @Test
    void refusesAWebsiteWithoutAFirstPage() throws IOException {
        Files.delete(website.resolve("index.html"));

        assertThatThrownBy(() -> ConfigLoader.load(file(WITH_WEBSITE)))
                .hasMessageContaining("chat.website.folder: must be a folder with an index.html");
    }

    @Test
    void refusesWhatTailchatCannotHave() throws IOException {
        assertThatThrownBy(() -> ConfigLoader.load(file(SMALLEST.replace(
                        "by: ingress\n    className: traefik\n    controllerNamespace: kube-system",
                        "by: loadBalancer\n    plainHttp: true\n    clients: [203.0.113.0/24]"))))
                .hasMessageContaining(
                        "chat.exposure.by: must be ingress, gateway, istioGateway, alb, applicationGateway or route"
                                + " for Tailchat, because a load balancer serves one program, and Tailchat has three"
                                + " behind one host name, got `loadBalancer`");
    }

    @Test
    void refusesPlainHttpInProduction() throws IOException {
        assertThatThrownBy(() -> ConfigLoader.load(
                        file(SMALLEST.replace("className: traefik", "className: traefik\n    plainHttp: true"))))
                .hasMessageContaining(
                        "chat.exposure.plainHttp: must be false in production: passwords would travel in the clear,"
                                + " got `true`");
    }

    @Test
    void refusesNamesOfFilesInADatabaseThatIsNotOurs() throws IOException {
        assertThatThrownBy(() -> ConfigLoader.load(
                        file(SMALLEST + "mongodb: {external: {secret: atlas, networks: [10.0.0.0/8]}}\n")))
                .hasMessageContaining("chat.objects.store: must be minio or external with mongodb.external");
    }

    @Test
    void needsAStorageClassEverywhereButOnK3s() throws IOException {
        assertThatThrownBy(() -> ConfigLoader.load(file(SMALLEST.replace("k3s\n  context", "kubernetes\n  context"))))
                .hasMessageContaining("cloud.databaseStorageClass: is required");
    }

    @Test
    void warnsOfMinio() throws IOException {
        assertThat(ConfigLoader.load(file(SMALLEST.replace("  exposure:", "  objects: {store: minio}\n  exposure:")))
                        .warnings())
                .anySatisfy(
                        warning -> assertThat(warning.toString()).contains("chat.objects.store", "no security fixes"));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(
                Files.createDirectories(folder.resolve("config")).resolve("chathub.yaml"), content);
    }
}
