package dev.chatstack.synthesis;

/** Something that the person who typed the command can fix. */
public final class UserError extends RuntimeException {
    public UserError(String message) {
        super(message);
    }
}
