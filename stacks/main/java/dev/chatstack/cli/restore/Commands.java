package dev.chatstack.cli.restore;

import dev.chatstack.live.Answer;
import dev.chatstack.live.Programs;
import java.util.ArrayList;
import java.util.List;

/** One program with the words that every call of it begins with. */
record Commands(List<String> beginning) {
    /** What it prints to either stream, and how it ends. */
    Answer said(List<String> words) {
        return Programs.await(command(words));
    }

    /** What it prints; it must end well, and says itself why when it does not. */
    String answer(String... words) {
        return Programs.demand(command(List.of(words)));
    }

    private List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(beginning);
        command.addAll(words);
        return command;
    }
}
