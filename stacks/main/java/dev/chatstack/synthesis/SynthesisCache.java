package dev.chatstack.synthesis;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What the last synthesis of each environment depended on, wrote and said, so that one that would change nothing is not done again.
 *
 * <p>An entry holds while all of it is as it was: the program and the variables that it reads, the day (support of versions ends), the
 * environment's file and the files that it names, and every file that was written. It lies next to what was written, in a file that is
 * replaced as a whole and checked when read; one that is damaged is none.
 *
 * @param folder of the entries
 * @param output where the stacks are written
 * @param program the program with all that counts for every environment
 */
public record SynthesisCache(Path folder, Path output, String program) {
    private static final String INPUT = "input ";
    private static final String OUTPUT = "output ";
    private static final String WARNING = "warning ";
    private static final String LINE = "line ";
    private static final String STACK = "stack ";
    private static final String PROGRAM = "program";
    private static final String VERSION = "version";
    private static final String MANIFEST = "manifest.json";

    /** Variables by which the result differs; CDKTF's own are of its command line. Others only choose what is synthesized. */
    private static final List<String> VARIABLES =
            List.of("CDKTF_", "SYNTH_", "CHATSTACK_KUBECONFIG", "CHATSTACK_CONTEXT");

    /** The cache of the stacks in {@code output}; none when the program is not in jars, whose size and time tell a change. */
    public static Optional<SynthesisCache> of(Path output, Map<String, String> variables) {
        List<File> jars = jars();
        return jars.stream().allMatch(File::isFile) ? Optional.of(of(output, variables, jars)) : Optional.empty();
    }

    /** The same for a program in {@code jars}. */
    public static SynthesisCache of(Path output, Map<String, String> variables, List<File> jars) {
        List<String> parts = new ArrayList<>(
                List.of(LocalDate.now(ZoneOffset.UTC).toString(), System.getProperty("java.vm.version")));
        jars.forEach(jar -> parts.add(jar + " " + jar.length() + " " + jar.lastModified()));
        new TreeMap<>(variables).forEach((name, value) -> {
            if (!name.equals("CDKTF_OUTDIR") && VARIABLES.stream().anyMatch(name::startsWith)) {
                parts.add(name + "=" + value);
            }
        });
        return new SynthesisCache(output.resolve("chatstack"), output, digest(String.join("\n", parts)));
    }

    private static List<File> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .toList();
    }

    /** Whether it is worth a look: nothing in {@code config} and no jar is younger than what was kept. Only times are read. */
    public static boolean isPromising(Path output, Path config) {
        long kept = youngest(output.resolve("chatstack").toFile().listFiles());
        return kept > youngest(config.toFile().listFiles()) && kept > youngest(jars().toArray(File[]::new));
    }

    private static long youngest(File @Nullable [] files) {
        return files == null
                ? 0
                : Stream.of(files).mapToLong(File::lastModified).max().orElse(0);
    }

    /**
     * What was said when an environment was synthesized.
     *
     * @param warnings what is unwise in its file
     * @param lines its forecast
     * @param stacks its stacks in CDKTF's manifest, as JSON
     * @param version of that manifest
     */
    public record Entry(List<String> warnings, List<String> lines, Map<String, String> stacks, String version) {}

    /** The entry of the environment in {@code file}, if nothing that it depends on has changed. */
    public Optional<Entry> find(Path file) {
        Properties saved = read(entry(file));
        if (saved == null || !program.equals(saved.getProperty(PROGRAM))) {
            return Optional.empty();
        }
        TreeMap<Integer, String> warnings = new TreeMap<>();
        TreeMap<Integer, String> lines = new TreeMap<>();
        TreeMap<String, String> stacks = new TreeMap<>();
        for (String key : saved.stringPropertyNames()) {
            String value = saved.getProperty(key);
            boolean holds = true;
            if (key.startsWith(INPUT)) {
                holds = value.equals(digest(Path.of(key.substring(INPUT.length()))));
            } else if (key.startsWith(OUTPUT)) {
                holds = value.equals(checksum(output.resolve(key.substring(OUTPUT.length()))));
            } else if (key.startsWith(WARNING)) {
                warnings.put(Integer.valueOf(key.substring(WARNING.length())), value);
            } else if (key.startsWith(LINE)) {
                lines.put(Integer.valueOf(key.substring(LINE.length())), value);
            } else if (key.startsWith(STACK)) {
                stacks.put(key.substring(STACK.length()), value);
            }
            if (!holds) {
                return Optional.empty();
            }
        }
        return saved.containsKey(INPUT + file)
                ? Optional.of(new Entry(
                        List.copyOf(warnings.values()),
                        List.copyOf(lines.values()),
                        stacks,
                        saved.getProperty(VERSION, "")))
                : Optional.empty();
    }

    /**
     * Keeps what was just written for the environment in {@code file}.
     *
     * @param inputs checksums of the file and of every file that it names, as they were before they were read
     * @param written folder in which the stacks were written
     */
    public void keep(Path file, Map<Path, String> inputs, Path written, Entry entry) {
        Properties saved = new Properties();
        saved.setProperty(PROGRAM, program);
        saved.setProperty(VERSION, entry.version());
        inputs.forEach((input, checksum) -> saved.setProperty(INPUT + input, checksum));
        for (String stack : entry.stacks().keySet()) {
            try (Stream<Path> files = Files.list(written.resolve("stacks").resolve(stack))) {
                files.filter(Files::isRegularFile)
                        .forEach(output -> saved.setProperty(OUTPUT + written.relativize(output), checksum(output)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list the files of " + stack, e);
            }
        }
        entry.stacks().forEach((stack, json) -> saved.setProperty(STACK + stack, json));
        put(saved, WARNING, entry.warnings());
        put(saved, LINE, entry.lines());
        StringWriter text = new StringWriter();
        try {
            saved.store(text, null);
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, ".", "");
            Files.writeString(fresh, checksum(text.toString()) + "\n" + text);
            Files.move(fresh, entry(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    /** Checksums of the files and folders that an environment is made of, a folder's with its files. */
    public static Map<Path, String> digests(List<Path> inputs) {
        Map<Path, String> digests = new LinkedHashMap<>();
        for (Path input : inputs) {
            digests.put(input, digest(input));
            if (Files.isDirectory(input)) {
                try (Stream<Path> files = Files.list(input)) {
                    files.forEach(file -> digests.put(file, digest(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot list " + input, e);
                }
            }
        }
        return digests;
    }

    /** Makes CDKTF's manifest in {@code output} name the stacks of {@code entries} and no other. */
    public static void writeManifest(Path output, Collection<Entry> entries) {
        Map<String, String> stacks = new TreeMap<>();
        entries.forEach(entry -> stacks.putAll(entry.stacks()));
        String version = entries.iterator().next().version();
        String text = stacks.entrySet().stream()
                .map(stack -> "    \"" + stack.getKey() + "\": " + stack.getValue())
                .collect(Collectors.joining(
                        ",\n", "{\n  \"stacks\": {\n", "\n  },\n  \"version\": \"" + version + "\"\n}\n"));
        Path manifest = output.resolve(MANIFEST);
        try {
            if (Files.exists(manifest) && Files.readString(manifest).equals(text)) {
                return;
            }
            Path fresh = Files.createTempFile(output, ".", "");
            Files.writeString(fresh, text);
            Files.move(fresh, manifest, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + manifest, e);
        }
    }

    private static void put(Properties saved, String kind, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            saved.setProperty(kind + i, texts.get(i));
        }
    }

    private Path entry(Path file) {
        // two folders of environments may hold one name
        return folder.resolve(
                file.getFileName() + "-" + checksum(file.toAbsolutePath().toString()));
    }

    private static @Nullable Properties read(Path entry) {
        try {
            String text = Files.readString(entry);
            int end = text.indexOf('\n');
            String body = text.substring(end + 1);
            if (end < 0 || !text.substring(0, end).equals(checksum(body))) {
                return null;
            }
            Properties saved = new Properties();
            saved.load(new StringReader(body));
            return saved;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Tells a damaged file from a whole one: of what we wrote ourselves, faster than a digest. */
    private static String checksum(Path path) {
        try {
            return checksum(Files.readAllBytes(path));
        } catch (IOException e) {
            return "none";
        }
    }

    private static String checksum(String text) {
        return checksum(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String checksum(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return Long.toHexString(sum.getValue()) + "-" + content.length;
    }

    /** Tells one content of a file, or the names in a folder, from another. */
    private static String digest(Path path) {
        try {
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.list(path)) {
                    return digest(files.map(Path::toString).sorted().collect(Collectors.joining("\n")));
                }
            }
            return digest(Files.readAllBytes(path));
        } catch (IOException e) {
            return "none";
        }
    }

    private static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
