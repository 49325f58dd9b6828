package dev.chatstack.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What CDKTF's engine is sure to answer")
class EarlyAnswersTest {
    private static final String APP =
            "{\"fqn\":\"cdktf.App\",\"args\":[],\"overrides\":[],\"interfaces\":[],\"api\":\"create\"}";
    private static final String STACK =
            "{\"fqn\":\"cdktf.TerraformStack\",\"args\":[{\"$jsii.byref\":\"cdktf.App@10000\"},\"prod\"],"
                    + "\"overrides\":[],\"interfaces\":[],\"api\":\"create\"}";
    private static final String NODE =
            "{\"api\":\"get\",\"objref\":{\"$jsii.byref\":\"cdktf.App@10000\"},\"property\":\"node\"}";
    private static final String CHILD =
            "{\"api\":\"invoke\",\"objref\":{\"$jsii.byref\":\"constructs.Node@10002\"},\"method\":\"tryFindChild\",\"args\":[\"prod\"]}";
    private static final String SYNTH =
            "{\"api\":\"invoke\",\"objref\":{\"$jsii.byref\":\"cdktf.App@10000\"},\"method\":\"synth\",\"args\":[]}";

    private final StringWriter sent = new StringWriter();
    private final Queue<String> engine = new ArrayDeque<>();
    private final EarlyAnswers between = new EarlyAnswers(sent, new BufferedReader(Reader.nullReader()) {
        @Override
        public String readLine() throws IOException {
            if (engine.isEmpty()) {
                throw new IOException("waits for the engine");
            }
            return engine.remove();
        }
    });
    private final Writer requests = between.requests();
    private final BufferedReader answers = between.answers();

    @BeforeEach
    void theFirstNumberIsTheEngines() throws IOException {
        engine.add("{\"ok\":{\"$jsii.byref\":\"cdktf.App@10000\"}}");
        ask(APP);
    }

    @Test
    void areGivenWhileTheEngineIsAtWork() throws IOException {
        assertThat(List.of(ask(STACK), ask(NODE)))
                .containsExactly(
                        "{\"ok\":{\"$jsii.byref\":\"cdktf.TerraformStack@10001\"}}",
                        "{\"ok\":{\"value\":{\"$jsii.byref\":\"constructs.Node@10002\"}}}");
        assertThat(sent.toString().lines()).containsExactly(APP, STACK, NODE);
    }

    @Test
    void areNotAskedForTwice() throws IOException {
        ask(STACK);
        ask(NODE);

        assertThat(List.of(ask(NODE), ask(CHILD)))
                .containsExactly(
                        "{\"ok\":{\"value\":{\"$jsii.byref\":\"constructs.Node@10002\"}}}",
                        "{\"ok\":{\"result\":{\"$jsii.byref\":\"cdktf.TerraformStack@10001\"}}}");
        assertThat(sent.toString().lines()).containsExactly(APP, STACK, NODE);
    }

    @Test
    void areComparedBeforeTheNextOneThatOnlyTheEngineKnows() throws IOException {
        ask(STACK);
        engine.addAll(List.of("{\"ok\":{\"$jsii.byref\":\"cdktf.TerraformStack@10001\"}}", "{\"ok\":{}}"));

        assertThat(ask(SYNTH)).isEqualTo("{\"ok\":{}}");
        assertThat(engine).isEmpty();
    }

    @Test
    void failWhereTheEngineAnswersSomethingElse() throws IOException {
        ask(STACK);
        engine.add("{\"ok\":{\"$jsii.byref\":\"cdktf.TerraformStack@10007\"}}");

        assertThatThrownBy(() -> ask(SYNTH))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("TerraformStack@10007")
                .hasMessageContaining("foreseen was")
                .hasMessageContaining("TerraformStack@10001");
    }

    @Test
    void giveTheEnginesErrorToTheNextCallAndKeepNothingOfWhatFailed() throws IOException {
        ask(STACK);
        ask(NODE);
        engine.addAll(List.of("{\"error\":\"no room\"}", "{\"ok\":{\"value\":{}}}", "{\"ok\":{}}"));

        assertThat(ask(SYNTH)).isEqualTo("{\"error\":\"no room\"}");
        engine.add("{\"ok\":{\"$jsii.byref\":\"cdktf.TerraformStack@10002\"}}");
        assertThat(ask(STACK)).as("asked again").contains("@10002");
        assertThat(ask(STACK)).contains("@10003");
    }

    @Test
    void fillNoPipe() throws IOException {
        for (int i = 1; i < 25; i++) {
            ask(STACK);
        }
        assertThatThrownBy(() -> ask(STACK)).hasMessage("waits for the engine");
    }

    private String ask(String request) throws IOException {
        requests.write(request + "\n");
        requests.flush();
        return answers.readLine();
    }
}
