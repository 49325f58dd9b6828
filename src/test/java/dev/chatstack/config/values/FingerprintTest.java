package dev.chatstack.config.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {
    /** The SHA-256 of "abc" is in FIPS 180. */
    @Test
    void isTheBeginningOfTheSha256() {
        assertThat(Fingerprint.of("abc", 4)).isEqualTo("ba7816bf");
        assertThat(Fingerprint.of("abc", 32))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void isAnotherForAnotherText() {
        assertThat(Fingerprint.of("abd", 4)).isNotEqualTo(Fingerprint.of("abc", 4));
    }
}
