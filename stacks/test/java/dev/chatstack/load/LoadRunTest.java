package dev.chatstack.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Robots")
class LoadRunTest {
    private static final int PEOPLE = 5;
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private StandInChat chat;

    @BeforeEach
    void starts() throws IOException {
        chat = new StandInChat();
    }

    @AfterEach
    void ends() throws IOException {
        chat.close();
    }

    @Test
    void deliverEachMessageToEverybodyAndLeaveNothingBehind() {
        Measurements measured = run();

        assertThat(measured.failures()).as("%s", measured.examples()).isZero();
        assertThat(measured.entering().count()).isEqualTo(PEOPLE);
        assertThat(measured.accepted().count()).isGreaterThan(5);
        assertThat(measured.delivered().count())
                .isEqualTo(PEOPLE * measured.accepted().count());
        assertThat(chat.users()).isEmpty();
        assertThat(chat.groups()).isEmpty();
    }

    @Test
    void measureHowLongTheyWait() {
        chat.delayMilliseconds = 200;

        Measurements measured = run();

        assertThat(measured.delivered().percentile(0.5)).isBetween(200L, 2000L);
        assertThat(measured.accepted().percentile(0.5)).isBetween(200L, 2000L);
    }

    @Test
    void countWhatIsRefusedAndWhatIsLost() {
        chat.refuses = "message 1 ";
        chat.forgets = "message 2 ";

        Measurements measured = run();

        assertThat(measured.failures()).isEqualTo(1);
        assertThat(measured.examples().get(0)).contains("too-many-requests");
        assertThat(measured.delivered().count())
                .isEqualTo(PEOPLE * (measured.accepted().count() - 1));
    }

    @Test
    void sayThatTheServerHungUp() {
        chat.hangsUpOn = "message 3 ";

        Measurements measured = run();

        assertThat(measured.failures()).isPositive();
        assertThat(measured.examples()).anyMatch(example -> example.contains("the connection of load-robot-4"));
        assertThat(chat.users()).isEmpty();
    }

    @Test
    void noticeAFileThatComesBackSpoilt() {
        chat.spoilsFiles = true;

        assertThat(run().examples()).containsExactly("a file came back with another content");
    }

    @Test
    void takeAwayWhatAnEarlierRunLeft() {
        chat.groups().add("load-robots");

        assertThat(run().failures()).isZero();
        assertThat(chat.deleted()).contains("load-robot-1", "load-robot-5");
    }

    @Test
    void doNothingWithoutTheRightPassword() {
        assertThatThrownBy(() -> new LoadRun(plan(), NOWHERE).as("admin", "wrong"))
                .isInstanceOf(LoadFailure.class)
                .hasMessageContaining("login: status 400");
        assertThat(chat.deleted()).isEmpty();
    }

    @Test
    void sayThatNobodyAnswers() throws IOException {
        chat.close();

        assertThatThrownBy(this::run).isInstanceOf(LoadFailure.class).hasMessageContaining("does not answer");
    }

    private Measurements run() {
        return new LoadRun(plan(), NOWHERE).as("admin", "right");
    }

    private LoadPlan plan() {
        return new LoadPlan(chat.address(), PEOPLE, Duration.ofMillis(1500), Duration.ofMillis(500), true);
    }
}
