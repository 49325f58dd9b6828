package dev.chatstack.config.values;

/** Sizes as {@link Bytes} settings write them. */
public final class Sizes {
    private Sizes() {}

    /** The bytes of {@code size}, for example {@code 512Mi}. */
    public static long bytes(String size) {
        long number = Long.parseLong(size.substring(0, size.length() - 2));
        return size.endsWith("Gi") ? number << 30 : number << 20;
    }

    /** The same in MiB, whole numbers of which every size is. */
    public static int mebibytes(String size) {
        return (int) (bytes(size) >> 20);
    }
}
