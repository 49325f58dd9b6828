package dev.chatstack.kubernetes;

import dev.chatstack.config.values.FreeText;

/** Text that Terraform must not read as a template: scripts and dashboards are full of <code>${…}</code>. */
public final class Literal {
    private Literal() {}

    /** {@code text} with Terraform's two template openings escaped. */
    public static String of(String text) {
        return new FreeText(text).literal();
    }

    /** The text of which {@code literal} was made: what Terraform makes of it. */
    public static String read(String literal) {
        return literal.replace("$${", "${").replace("%%{", "%{");
    }
}
