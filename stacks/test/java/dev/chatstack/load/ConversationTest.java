package dev.chatstack.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Test users who chat while something happens")
class ConversationTest {
    private StandInChat chat;

    @BeforeEach
    void starts() throws IOException {
        chat = new StandInChat();
    }

    @AfterEach
    void ends() throws IOException {
        chat.close();
    }

    private Conversation begin() {
        LoadPlan plan = new LoadPlan(chat.address(), 2, Duration.ZERO, Duration.ZERO, false);
        return Conversation.begin(plan, "admin", "right");
    }

    @Test
    void noticeNothingWhileAllIsWell() throws InterruptedException {
        Conversation conversation = begin();
        Thread.sleep(2500);
        Conversation.Outcome outcome = conversation.end();

        assertThat(outcome.isUnbroken()).as("%s", outcome).isTrue();
        assertThat(outcome.messages()).isGreaterThan(1);
        assertThat(chat.users()).isEmpty();
        assertThat(chat.groups()).isEmpty();
    }

    @Test
    void comeBackAndSayHowLongTheyCouldNotChat() throws InterruptedException {
        Conversation conversation = begin();
        chat.away = true;
        Thread.sleep(8000);
        chat.away = false;
        Thread.sleep(4000);
        Conversation.Outcome outcome = conversation.end();

        assertThat(outcome.goesOn()).as("%s", outcome).isTrue();
        assertThat(outcome.isUnbroken()).isFalse();
        assertThat(outcome.silence()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(20));
        assertThat(outcome.failure()).isNotEmpty();
    }

    @Test
    void sayThatTheyCannotChatAnyMore() throws InterruptedException {
        Conversation conversation = begin();
        chat.forgets = "message";
        Thread.sleep(7500);
        Conversation.Outcome outcome = conversation.end();

        assertThat(outcome.goesOn()).as("%s", outcome).isFalse();
        assertThat(chat.users()).isEmpty();
    }

    @Test
    void doNotBeginWhereNothingWorks() {
        LoadPlan plan = new LoadPlan(chat.address(), 2, Duration.ZERO, Duration.ZERO, false);

        assertThatThrownBy(() -> Conversation.begin(plan, "admin", "wrong")).isInstanceOf(LoadFailure.class);
    }
}
