package dev.chatstack.config.values;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SizesTest {
    private static final int LARGEST = 999_999;

    @Property
    void countGibibytesAs1024Mebibytes(@ForAll @IntRange(min = 1, max = LARGEST) int number) {
        assertThat(Sizes.mebibytes(number + "Mi")).isEqualTo(number);
        assertThat(Sizes.mebibytes(number + "Gi")).isEqualTo(1024 * number);
    }

    @Property
    void countMebibytesAs1048576Bytes(@ForAll @IntRange(min = 1, max = LARGEST) int number) {
        assertThat(Sizes.bytes(number + "Mi")).isEqualTo(1_048_576L * number);
        assertThat(Sizes.bytes(number + "Gi")).isEqualTo(1024 * Sizes.bytes(number + "Mi"));
    }

    /** What a setting may say is what this reads; a larger number would not fit an int of mebibytes. */
    @Property
    void readEverySizeThatASettingMaySay(@ForAll @IntRange(max = 2_000_000) int number) {
        String setting = Bytes.class.getAnnotation(Pattern.class).regexp();

        assertThat((number + "Gi").matches(setting)).isEqualTo(number >= 1 && number <= LARGEST);
        assertThat((number + "Mi").matches(setting)).isEqualTo(number >= 1 && number <= LARGEST);
    }
}
