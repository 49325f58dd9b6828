package dev.chatstack.config.rules;

import dev.chatstack.config.chat.WebsiteConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whether the files of a website can be delivered. */
public final class WebsiteRules {
    /** A ConfigMap holds 1 MiB at most, names and the rest of the object included. */
    private static final long MAX_BYTES = 900 << 10;

    private static final String PATH = "chat.website.folder";

    private WebsiteRules() {}

    /** Looks into the folder that the file in {@code beside} names. */
    public static void check(Path beside, Blocks blocks, Findings findings) {
        blocks.find(WebsiteConfig.class).ifPresent(website -> {
            if (website.isInFolder()) {
                folder(beside.resolve(website.folder()), findings);
            } else if (website.image().isPresent() && website.existingClaim().isPresent()) {
                findings.refuse(
                        "chat.website.existingClaim",
                        "must be left out with chat.website.image: the website is in one place",
                        website.existingClaim().get());
            }
        });
    }

    private static void folder(Path folder, Findings findings) {
        if (!Files.isRegularFile(folder.resolve("index.html"))) {
            findings.refuse(PATH, "must be a folder with an index.html, seen from the folder of this file", folder);
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            content(content.sorted().toList(), findings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static void content(List<Path> content, Findings findings) throws IOException {
        long bytes = 0;
        for (Path file : content) {
            String name = file.getFileName().toString();
            if (!Files.isRegularFile(file) || !name.matches("[-._a-zA-Z0-9]+")) {
                findings.refuse(
                        PATH,
                        "must hold files alone, with names of letters, digits, `-`, `_` and `.` (with folders, use"
                                + " chat.website.image), got also",
                        name);
            } else if (Files.size(file) > MAX_BYTES) {
                bytes += Files.size(file);
            } else if (isBinary(file)) {
                findings.refuse(PATH, "must hold text alone (with pictures, use chat.website.image), got also", name);
            } else {
                bytes += Files.size(file);
            }
        }
        if (bytes > MAX_BYTES) {
            findings.refuse(
                    PATH,
                    "must hold at most " + MAX_BYTES
                            + " bytes, because a ConfigMap takes no more. Use chat.website.image",
                    bytes);
        }
    }

    private static boolean isBinary(Path file) throws IOException {
        try {
            return Files.readString(file).indexOf(0) >= 0;
        } catch (CharacterCodingException e) {
            return true;
        }
    }
}
