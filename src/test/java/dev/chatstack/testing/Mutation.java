package dev.chatstack.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One setting of a file, spoilt: wrong, hostile or careless.
 *
 * @param kind how
 * @param yaml what stands there instead, as a person would write it; empty when the key is gone
 */
public record Mutation(String kind, Optional<String> yaml) {
    private static final String HOLE = "the-mutation-stands-here";

    /** What replaces any value whatever. */
    private static final Map<String, String> ANYTHING = new LinkedHashMap<>();

    /** What is put behind a text. */
    private static final Map<String, String> BEHIND = new LinkedHashMap<>();

    static {
        ANYTHING.put("null", "null");
        ANYTHING.put("empty", "\"\"");
        ANYTHING.put("space", "\" \"");
        ANYTHING.put("word", "mars");
        ANYTHING.put("number", "7");
        ANYTHING.put("zero", "0");
        ANYTHING.put("negative", "-1");
        ANYTHING.put("int-overflow", "2147483648");
        ANYTHING.put("long-overflow", "99999999999999999999");
        ANYTHING.put("fraction", "1.5");
        ANYTHING.put("exponent", "1e400");
        ANYTHING.put("infinite", ".inf");
        ANYTHING.put("octal", "010");
        ANYTHING.put("hexadecimal", "0x1F");
        ANYTHING.put("true", "true");
        ANYTHING.put("false", "false");
        ANYTHING.put("word-no", "no");
        ANYTHING.put("tilde", "~");
        ANYTHING.put("date", "2026-01-01");
        ANYTHING.put("empty-list", "[]");
        ANYTHING.put("list", "[a, b]");
        ANYTHING.put("empty-block", "{}");
        ANYTHING.put("block", "{x: 1}");
        ANYTHING.put("deep", "[".repeat(40) + "]".repeat(40));
        ANYTHING.put("alias", "*name");
        ANYTHING.put("anchor", "&name mars");
        ANYTHING.put("tag", "!!str mars");
        ANYTHING.put("object", "!!java.net.URL [\"http://example.org\"]");
        ANYTHING.put("long", "a".repeat(5000));
        ANYTHING.put("label", "a".repeat(64));
        ANYTHING.put("huge", "a".repeat(200_000));
        ANYTHING.put("terraform", "\"${file(\\\"/etc/passwd\\\")}\"");
        ANYTHING.put("helm", "\"{{ .Files }}\"");
        ANYTHING.put("upwards", "../../etc/passwd");
        ANYTHING.put("option", "-oProxyCommand=id");
        ANYTHING.put("star", "\"*\"");
        ANYTHING.put("world", "0.0.0.0/0");
        ANYTHING.put("half-character", "\"\\uD800\"");
        ANYTHING.put("unknown-escape", "\"\\q\"");
        BEHIND.put("space-behind", " ");
        BEHIND.put("line-end", "\\n");
        BEHIND.put("second-line", "\\nx: y");
        BEHIND.put("nul", "\\0");
        BEHIND.put("escape", "\\e[2J");
        BEHIND.put("right-to-left", "\\u202E");
        BEHIND.put("no-break-space", "\\u00A0");
        BEHIND.put("zero-width", "\\u200B");
        BEHIND.put("emoji", "\\U0001F600");
        BEHIND.put("interpolation", "${inj}");
        BEHIND.put("directive", "%{inj}");
        BEHIND.put("template", "{{inj}}");
        BEHIND.put("variable", "$(inj)");
        BEHIND.put("backtick", "`inj`");
        BEHIND.put("quote", "\\\"");
        BEHIND.put("apostrophe", "'");
        BEHIND.put("backslash", "\\\\");
        BEHIND.put("comment", " #");
        BEHIND.put("semicolon", ";id");
        BEHIND.put("pipe", "|id");
        BEHIND.put("ampersand", "&&id");
        BEHIND.put("redirection", ">x");
        BEHIND.put("glob", "*");
        BEHIND.put("brace", "{a,b}");
        BEHIND.put("bracket", "[a](b)");
        BEHIND.put("comma", ",x");
        BEHIND.put("colon", ": x");
        BEHIND.put("parent", "/../..");
        BEHIND.put("slashes", "//");
        BEHIND.put("query", "?a=b");
        BEHIND.put("fragment", "#x");
        BEHIND.put("user", "@x");
        BEHIND.put("port", ":99999");
        BEHIND.put("dot", ".");
        BEHIND.put("letter", "x");
        BEHIND.put("digit", "9");
    }

    /** Every mutation that {@code setting} can have. */
    public static List<Mutation> of(Setting setting) {
        List<Mutation> mutations = new ArrayList<>();
        mutations.add(new Mutation("removed", Optional.empty()));
        ANYTHING.forEach((kind, yaml) -> mutations.add(new Mutation(kind, Optional.of(yaml))));
        JsonNode value = setting.value();
        if (value.isTextual()) {
            String text = quoted(value.textValue());
            BEHIND.forEach((kind, more) -> mutations.add(mutation(kind, "\"" + text + more + "\"")));
            mutations.add(mutation("space-before", "\" " + text + "\""));
            mutations.add(mutation("upper-case", "\"" + text.toUpperCase(Locale.ROOT) + "\""));
            mutations.add(mutation("look-alike", "\"" + text.replaceFirst("[aeo]", "\\\\u0430") + "\""));
            mutations.add(mutation("twice", "\"" + text + text + "\""));
            mutations.add(mutation("list-of-it", "[\"" + text + "\"]"));
        } else if (value.isInt()) {
            limits(setting).forEach((kind, number) -> mutations.add(mutation(kind, number.toString())));
            mutations.add(mutation("quoted", "\"" + value.intValue() + "\""));
            mutations.add(mutation("thousandfold", value.intValue() + "000"));
        } else if (value.isBoolean()) {
            mutations.add(mutation("quoted", "\"" + value + "\""));
        } else if (value.isArray() && !value.isEmpty()) {
            mutations.add(mutation("entry-twice", "[" + flow(value.get(0)) + ", " + flow(value.get(0)) + "]"));
            mutations.add(mutation("null-entry", "[" + flow(value.get(0)) + ", null]"));
            mutations.add(mutation("bare-entry", flow(value.get(0))));
        }
        return mutations;
    }

    /** The text of {@code file} with {@code setting} spoilt like this. */
    public String in(ObjectNode file, Setting setting) {
        ObjectNode changed = file.deepCopy();
        setting.write(changed, yaml.map(text -> TextNode.valueOf(HOLE)));
        return Parts.text(changed).replace("\"" + HOLE + "\"", yaml.orElse(""));
    }

    /** One below the least and one above the most that a number may be. */
    private static Map<String, Long> limits(Setting setting) {
        Map<String, Long> limits = new LinkedHashMap<>();
        List.of(setting.type().getAnnotations()).forEach(annotation -> {
            if (annotation instanceof Min min) {
                limits.put("too-small", min.value() - 1);
            } else if (annotation instanceof Max max) {
                limits.put("too-large", max.value() + 1);
            }
        });
        return limits;
    }

    private static Mutation mutation(String kind, String yaml) {
        return new Mutation(kind, Optional.of(yaml));
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String flow(JsonNode value) {
        return value.isTextual() ? "\"" + quoted(value.textValue()) + "\"" : value.toString();
    }
}
