package dev.chatstack.kubernetes.charts;

/**
 * The name of an image in full, as registries know it.
 *
 * @param registry such as {@code docker.io}
 * @param path of the repository in it, such as {@code library/haproxy}
 * @param version a colon with the tag, an @ with the digest, or both; empty for a name without either
 */
public record ImageReference(String registry, String path, String version) {
    private static final String HUB = "docker.io";

    /** That of {@code name}, in which Docker lets people leave out its own registry and the folder of its official images. */
    public static ImageReference of(String name) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
        String rest = hasRegistry ? name.substring(slash + 1) : name;
        int end = version(rest);
        String path = rest.substring(0, end);
        boolean official = !hasRegistry && !path.contains("/");
        return new ImageReference(hasRegistry ? first : HUB, official ? "library/" + path : path, rest.substring(end));
    }

    /** The repository without a version. */
    public String repository() {
        return registry + "/" + path;
    }

    /** The tag, with its digest if it has one; empty for a name without a tag. */
    public String tag() {
        return version.startsWith(":") ? version.substring(1) : "";
    }

    /** The tag without its digest. */
    public String release() {
        return tag().replaceFirst("@.*", "");
    }

    private static int version(String rest) {
        int at = rest.indexOf('@');
        int colon = rest.indexOf(':');
        return colon >= 0 ? colon : at >= 0 ? at : rest.length();
    }

    @Override
    public String toString() {
        return repository() + version;
    }
}
