package dev.chatstack.config.values;

/** Sizes as {@link Bytes} settings write them. */
public final class Sizes {
    private Sizes() {}

    /** The bytes of {@code size}, for example {@code 512Mi}. */
    public static long bytes(String size) {
        long number = Long.parseLong(size.substring(0, size.length() - 2));
        return size.endsWith("Gi") ? number << 30 : number << 20;
    }

    /** The thousandths of a core of {@code cpu}, for example {@code 500m}. */
    public static int millicores(String cpu) {
        return cpu.endsWith("m") ? Integer.parseInt(cpu.substring(0, cpu.length() - 1)) : 1000 * Integer.parseInt(cpu);
    }

    /** The same in MiB, whole numbers of which every size is. */
    public static int mebibytes(String size) {
        return (int) (bytes(size) >> 20);
    }
}
