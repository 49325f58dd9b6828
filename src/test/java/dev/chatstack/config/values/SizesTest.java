package dev.chatstack.config.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
    @ParameterizedTest
    @CsvSource({"1Mi, 1048576", "512Mi, 536870912", "20Gi, 21474836480", "999999Gi, 1073740750258176"})
    void countsBytes(String size, long bytes) {
        assertThat(Sizes.bytes(size)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"1Mi, 1", "1Gi, 1024", "999999Gi, 1023998976"})
    void countsMebibytes(String size, int mebibytes) {
        assertThat(Sizes.mebibytes(size)).isEqualTo(mebibytes);
    }
}
