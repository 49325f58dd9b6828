package dev.chatstack.config.loader;

import dev.chatstack.config.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The text of an environment file. Nothing is read that could have no end, and nothing parsed that could take minutes. */
final class FileText {
    /** A thousand times what an environment needs. */
    private static final int MOST_BYTES = 1 << 20;

    private FileText() {}

    static String read(Path file) {
        if (Files.isDirectory(file)) {
            throw failure(file, "must be a file, but is a folder");
        }
        if (Files.isSymbolicLink(file) && Files.notExists(file)) {
            throw failure(file, "is a link to a file that does not exist; create that file, or remove the link");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
            throw failure(file, "must be a file, but is a pipe, socket or device");
        }
        return decode(file, bytes(file));
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw failure(file, "must have at most " + MOST_BYTES + " bytes; no environment needs so many");
            }
            return bytes;
        } catch (AccessDeniedException e) {
            throw failure(file, "cannot be read: permission denied; make it readable for you");
        } catch (IOException e) {
            throw failure(file, "cannot be read: " + e.getMessage());
        }
    }

    private static String decode(Path file, byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw failure(file, "must be YAML in UTF-8, but holds bytes that are not text");
        }
        Optional<Problem> invisible = invisible(text);
        if (invisible.isPresent()) {
            throw new ConfigException(file, List.of(invisible.get()));
        }
        return text;
    }

    /** The first character that no editor shows; a mark of the byte order may begin a file. */
    private static Optional<Problem> invisible(String text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean isSpace = character == '\n' || character == '\r' || character == '\t';
            boolean isMark = character == '\uFEFF' && i > 0;
            if ((Character.isISOControl(character) && !isSpace) || isMark) {
                return Optional.of(new Problem(
                        "line " + line + ", column " + column,
                        String.format(
                                "must hold no control characters, but holds character %04X; remove it",
                                (int) character)));
            }
            line += character == '\n' ? 1 : 0;
            column = character == '\n' ? 1 : column + 1;
        }
        return Optional.empty();
    }

    private static ConfigException failure(Path file, String message) {
        return new ConfigException(file, List.of(new Problem("", message)));
    }
}
