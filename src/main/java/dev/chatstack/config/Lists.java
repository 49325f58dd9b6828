package dev.chatstack.config;

import java.util.List;

/** Copies of lists for records, which are also made from files with mistakes. */
final class Lists {
    private Lists() {}

    /** An unmodifiable copy; null, a setting that is missing, stays null until validation reports it. */
    static <T> List<T> copy(List<T> list) {
        return list == null ? null : List.copyOf(list);
    }
}
