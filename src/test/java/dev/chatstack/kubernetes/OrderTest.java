package dev.chatstack.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.providers.kubernetes.config_map_v1.ConfigMapV1;
import com.hashicorp.cdktf.providers.kubernetes.config_map_v1.ConfigMapV1Metadata;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

class OrderTest {
    @Test
    void makesOneThingWaitForAnother() {
        Synth synth = Synth.of(stack -> Order.after(map(stack, "second"), map(stack, "first")));

        assertThat(waits(synth, "second")).containsExactly("kubernetes_config_map_v1.first");
        assertThat(waits(synth, "first")).isEmpty();
    }

    @Test
    void keepsWhatAThingWaitsForAlready() {
        Synth synth = Synth.of(stack -> {
            ConfigMapV1 last = map(stack, "last");
            Order.after(last, map(stack, "first"));
            Order.after(last, List.of(map(stack, "second")));
        });

        assertThat(waits(synth, "last"))
                .containsExactly("kubernetes_config_map_v1.first", "kubernetes_config_map_v1.second");
    }

    @Test
    void makesEveryPartOfAThingWait() {
        Synth synth = Synth.of(stack -> {
            Construct parts = new Construct(stack, "parts");
            map(parts, "one");
            map(parts, "two");
            Order.allAfter(parts, map(stack, "first"));
        });

        assertThat(waits(synth, "one")).containsExactly("kubernetes_config_map_v1.first");
        assertThat(waits(synth, "two")).containsExactly("kubernetes_config_map_v1.first");
    }

    @Test
    void refusesAThingWithoutAMainResource() {
        Synth.of(stack -> assertThatThrownBy(() -> Order.after(new Construct(stack, "empty"), map(stack, "first")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty has no resource with the id `Default`"));
    }

    private static List<String> waits(Synth synth, String name) {
        return Facts.texts(synth.named("kubernetes_config_map_v1", name).path("depends_on"));
    }

    private static ConfigMapV1 map(Construct scope, String name) {
        return ConfigMapV1.Builder.create(scope, name)
                .metadata(ConfigMapV1Metadata.builder().name(name).build())
                .build();
    }
}
