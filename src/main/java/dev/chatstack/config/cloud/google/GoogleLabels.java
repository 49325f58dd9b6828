package dev.chatstack.config.cloud.google;

/** What a label of Google Cloud can be. */
public final class GoogleLabels {
    public static final String NAME = "(?!goog|k8s-io)[a-z][-_a-z0-9]{0,62}";
    public static final String NAME_MESSAGE =
            "must be the name of a label: a lower-case letter, then at most 62 lower-case letters, digits, _ and -; what begins with goog or k8s-io is taken";
    public static final String VALUE = "[-_a-z0-9]{1,63}";
    public static final String VALUE_MESSAGE =
            "must be the value of a label: at most 63 lower-case letters, digits, _ and -";

    private GoogleLabels() {}
}
