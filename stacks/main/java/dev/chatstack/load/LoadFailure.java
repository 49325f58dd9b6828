package dev.chatstack.load;

/** The robots cannot continue; the message says why. */
public final class LoadFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    LoadFailure(String message) {
        super(message);
    }

    LoadFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
