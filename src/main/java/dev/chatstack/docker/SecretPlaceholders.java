package dev.chatstack.docker;

/** What stands for a secret in the text of {@link Folder#secret}; the machine itself puts the secret in its place. */
public final class SecretPlaceholders {
    private SecretPlaceholders() {}

    /** A password that {@link Delivery#password} has named; with its revision, so that the person who reads it sees that it is another. */
    static String password(String name, int revision) {
        return "{password:" + name + ":" + revision + "}";
    }

    /** A file that a person has put into the folder of secrets. */
    public static String given(String secret, String key) {
        return "{given:" + secret + "/" + key + "}";
    }

    /** A certificate for {@code host} that the machine makes itself. */
    public static String ownCertificate(String host) {
        return "{certificate:" + host + "}";
    }

    /** The key of {@link #ownCertificate}. */
    public static String ownKey(String host) {
        return "{key:" + host + "}";
    }
}
