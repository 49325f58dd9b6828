package dev.chatstack.live;

/** A program that runs in the environment, in whose container commands can be run. */
@FunctionalInterface
public interface Inside {
    /** What {@code command} answers there. */
    Answer run(String... command);
}
