package dev.chatstack.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {
    @ParameterizedTest
    @ValueSource(strings = {"${HOME}", "a ${b} %{ if c }", "100 %", "$HOME", "{{ $labels.instance }}", "${a}${b}"})
    void givesTheTextAgain(String text) {
        assertThat(Literal.read(Literal.of(text))).isEqualTo(text);
    }

    @Test
    void leavesTerraformNothingToEvaluate() {
        assertThat(Literal.of("echo ${HOME} %{ if x }")).isEqualTo("echo $${HOME} %%{ if x }");
    }

    @Test
    void changesNothingElse() {
        assertThat(Literal.of("cost: 5 $ {a} 100%")).isEqualTo("cost: 5 $ {a} 100%");
    }
}
