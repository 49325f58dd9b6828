package dev.chatstack.config.values.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.testing.EnvironmentFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNameTest {
    private static final String HOST = "host: chat.example.org";

    @ParameterizedTest
    @ValueSource(strings = {"app.gic-chathub.k3s", "chat.example.org", "chat.xn--p1ai", "chat.lan", "a.b-2.c3"})
    void acceptsNames(String name) {
        assertThat(EnvironmentFile.AWS
                        .replace(HOST, "host: " + name)
                        .load()
                        .config()
                        .chat()
                        .host())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "chat",
                "chat.3com",
                "chat.example.o",
                "chat.example.org-",
                "chat..org",
                "Chat.org"
            })
    void refusesAddressesAndWhatIsNoName(String name) {
        assertThatThrownBy(() -> EnvironmentFile.AWS
                        .replace(HOST, "host: \"" + name + "\"")
                        .load())
                .hasMessageContaining("chat.host: must be a lower-case DNS name");
    }
}
