package dev.chatstack.stacks;

/** Something that the person who typed the command can mend. */
final class UserError extends RuntimeException {
    UserError(String message) {
        super(message);
    }
}
