package dev.chatstack.deploy;

import dev.chatstack.synthesis.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/** Asks the person who typed a command, and says what happens. */
public final class Terminal {
    private final BufferedReader in;
    private final PrintStream out;
    private final boolean yes;

    /** Asks on {@code in} and {@code out}; with {@code yes} every question that {@code --yes} may answer is answered. */
    public Terminal(InputStream in, PrintStream out, boolean yes) {
        this.in = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        this.out = out;
        this.yes = yes;
    }

    /** Whether nobody is asked. */
    boolean answersYes() {
        return yes;
    }

    /** Prints one line. */
    public void say(String line) {
        out.println(line);
    }

    /** Whether the person agrees; yes without a question under {@code --yes}. */
    public boolean agrees(String question) {
        if (yes) {
            return true;
        }
        String answer = answer(question + " [y/N] ")
                .orElseThrow(() -> new UserError("stopped: nobody answered \"" + question
                        + "\". Run this command in a terminal, or add --yes to answer every question"))
                .toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }

    /** What the person types after {@code question}; empty when nobody is there. */
    public Optional<String> answer(String question) {
        out.print(question);
        out.flush();
        try {
            Optional<String> line = Optional.ofNullable(in.readLine()).map(String::trim);
            if (line.isEmpty()) {
                out.println();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answer", e);
        }
    }
}
