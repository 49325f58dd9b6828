package dev.chatstack.config.values.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.setting.Variants;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NotTheWorldTest {
    /** Who may reach the chat, or what the chat reaches: the world may. */
    private static final Set<String> OPEN = Set.of("clients", "networks", "controllerNetworks", "dnsNetworks");

    private final NotTheWorld.Check check = new NotTheWorld.Check();

    /** The internet, cut into ever smaller parts in any order, with some of them left out. */
    @Property(tries = 200)
    void refusesTheInternetInWhateverParts(
            @ForAll @Size(max = 12) List<@IntRange(max = 1000) Integer> cuts,
            @ForAll @IntRange(max = 3) int leftOut,
            @ForAll Random random) {
        List<long[]> parts = new ArrayList<>(List.of(new long[] {0, 0}));
        for (int cut : cuts) {
            long[] part = parts.remove(cut % parts.size());
            long half = 1L << (31 - part[1]);
            parts.add(new long[] {part[0], part[1] + 1});
            parts.add(new long[] {part[0] + half, part[1] + 1});
        }
        Collections.shuffle(parts, random);
        long kept = parts.stream()
                .skip(leftOut)
                .mapToLong(part -> 1L << (32 - part[1]))
                .sum();
        List<String> blocks =
                parts.stream().skip(leftOut).map(NotTheWorldTest::text).toList();

        // the private ranges, which do not count, hold fewer than 2^25 addresses
        if (kept > (1L << 24) + (1L << 25)) {
            assertThat(check.isValid(blocks, null)).as(blocks.toString()).isFalse();
        }
    }

    private static String text(long[] part) {
        return "%d.%d.%d.%d/%d"
                .formatted(part[0] >> 24, part[0] >> 16 & 255, part[0] >> 8 & 255, part[0] & 255, part[1]);
    }

    @Test
    void takesWhatAnOrganizationHas() {
        assertThat(check.isValid(List.of("203.0.113.0/24", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"), null))
                .isTrue();
        assertThat(check.isValid(List.of("17.0.0.0/8"), null)).isTrue();
        assertThat(check.isValid(List.of("0.0.0.0/1", "128.0.0.0/1"), null)).isFalse();
    }

    /** A new list of networks is either for those who administer something, or said here to be open. */
    @Test
    void standsAtEveryListOfNetworks() {
        Set<String> unguarded = new TreeSet<>();
        collect(EnvironmentConfig.class, unguarded);

        assertThat(unguarded).isSubsetOf(OPEN);
    }

    private static void collect(Class<?> block, Set<String> unguarded) {
        Variants.of(block).ifPresent(variants -> variants.types().values().forEach(kind -> collect(kind, unguarded)));
        if (!block.isRecord()) {
            return;
        }
        for (RecordComponent component : block.getRecordComponents()) {
            AnnotatedType type = component.getAnnotatedType();
            if (type instanceof AnnotatedParameterizedType generic) {
                AnnotatedType element =
                        generic.getAnnotatedActualTypeArguments()[generic.getAnnotatedActualTypeArguments().length - 1];
                boolean networks = element.isAnnotationPresent(Cidr.class) && component.getType() == List.class;
                if (networks && !type.isAnnotationPresent(NotTheWorld.class)) {
                    unguarded.add(component.getName());
                }
                if (element.getType() instanceof Class<?> inner) {
                    collect(inner, unguarded);
                }
            } else {
                collect(component.getType(), unguarded);
            }
        }
    }
}
