package dev.chatstack.config.values;

import java.util.List;

/** Copies of lists for records, which are also made from files with mistakes. */
public final class Lists {
    private Lists() {}

    /** An unmodifiable copy; null, a setting that is missing, stays null until validation reports it. */
    public static <T> List<T> copy(List<T> list) {
        return list == null ? null : List.copyOf(list);
    }
}
