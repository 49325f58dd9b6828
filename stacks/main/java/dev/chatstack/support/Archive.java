package dev.chatstack.support;

import dev.chatstack.live.Answer;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP of texts in which every secret is masked, which is looked through once more before a byte of it is written. */
public final class Archive {
    private final Masks masks;
    private final Map<String, String> texts = new TreeMap<>();

    public Archive(Masks masks) {
        this.masks = masks;
    }

    /** Puts {@code text}, masked, at {@code path}. */
    public void add(String path, String text) {
        texts.put(masks.mask(path), masks.mask(text));
    }

    /** Puts what {@code answer} says at {@code path}, or why there is none. */
    public void add(String path, Answer answer) {
        add(path, answer.succeeded() ? answer.text() : "no answer: " + answer.reason() + "\n");
    }

    /** How many texts it has. */
    public int size() {
        return texts.size();
    }

    /** How many secrets stand masked in it. */
    public long masked() {
        return texts.values().stream()
                .mapToLong(text -> text.split(Pattern.quote(Masks.MASK), -1).length - 1L)
                .sum();
    }

    /**
     * Writes it to {@code file}, for the owner's eyes alone.
     *
     * @throws UserError when a secret is in it still, or {@code file} exists; then nothing was written
     */
    public void write(Path file) {
        texts.forEach((path, text) -> {
            Set<String> found = masks.found(text);
            if (!found.isEmpty()) {
                throw new UserError("refused: " + path + " holds what looks like a secret (it begins with "
                        + String.join(", ", found) + "). Nothing was written");
            }
        });
        try {
            Path folder = file.toAbsolutePath().getParent();
            // readable by its owner alone, as temporary files are
            Path fresh = Files.createTempFile(folder, ".chatstack-", ".zip");
            try {
                try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(fresh))) {
                    for (Map.Entry<String, String> text : texts.entrySet()) {
                        zip.putNextEntry(new ZipEntry(text.getKey()));
                        zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                    }
                }
                if (Files.exists(file)) {
                    throw new FileAlreadyExistsException(file.toString());
                }
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (FileAlreadyExistsException e) {
            throw new UserError("--output: " + file + " exists already; name another file");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
