package dev.chatstack.cli;

import dev.chatstack.synthesis.UserError;
import java.util.Optional;

/** The administrator of a chat, as whom test users are made and removed. */
public final class Administrator {
    /** The variable with the password; a password on the command line is seen by everybody on the machine. */
    public static final String VARIABLE = "CHATSTACK_ADMIN_PASSWORD";

    private Administrator() {}

    /** The password that the person has given, if there is one. */
    public static Optional<String> password(Workplace workplace) {
        return Optional.ofNullable(workplace.variables().get(VARIABLE)).filter(password -> !password.isEmpty());
    }

    /** The password of {@code name}. */
    public static String password(Workplace workplace, String name) {
        return password(workplace)
                .orElseThrow(() -> new UserError(VARIABLE + ": must hold the password of `" + name
                        + "`; `./chatstack secrets` and the output admin-password say where it is"));
    }
}
