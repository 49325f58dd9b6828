package dev.chatstack.clouds;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.doctor.Check;
import java.util.List;

/** Where Terraform keeps what it knows: each stack has a state under its own name, locked while in use. */
public interface StateStore {
    /** Lets {@code stack}, whose name is {@code name}, keep its state there. */
    void keep(TerraformStack stack, String name);

    /** What must hold there before a deploy; {@code fix} makes it so. */
    List<Check> checks(String fix);

    /**
     * The script of a shell that makes it: private, encrypted, versioned. It may be run any number of times.
     *
     * @throws MadeByHand when the environment's file does not say enough, or nothing is to be made
     */
    String script();

    /** There is no script for this one; the message says why. */
    final class MadeByHand extends RuntimeException {
        public MadeByHand(String message) {
            super(message);
        }
    }
}
