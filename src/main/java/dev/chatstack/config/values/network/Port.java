package dev.chatstack.config.values.network;

/** Patterns of the parts of an address. */
public final class Port {
    /** A number from 1 to 65535, without a zero before it. */
    public static final String NUMBER = "([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";

    /** A port behind a host, or none. */
    public static final String OPTIONAL = "(:" + NUMBER + ")?";

    /** A host: names of letters, digits and -, joined by dots. */
    public static final String HOST =
            "[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?)*";

    private Port() {}
}
