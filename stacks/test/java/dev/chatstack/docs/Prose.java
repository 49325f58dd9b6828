package dev.chatstack.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text that people read, with everything that is not prose covered: code, addresses, markup, templates. What is covered keeps its
 * length, so a place in the text is a place in the file.
 */
record Prose(String text) {
    /** More words than this in a sentence must be read twice. */
    static final int LONGEST = 30;

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```|^<!--.*?-->|^ {4}.*?$");
    private static final Pattern CODE =
            Pattern.compile("`[^`\n]+`|\\{\\{.*?}}|\\]\\([^)\\s]*\\)|https?://\\S+|\"[^\"\n]*\"");
    private static final Pattern BREAK =
            Pattern.compile("[.!?:][)\"*_]*\\s|\\n\\s*\\n|\\n\\s*(?:[-*]|\\d+\\.) |(?m:^#+ .*$)|\\||<br>");
    private static final Pattern SLASHES = Pattern.compile(
            "\"\"\".*?\"\"\"|\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"|'[^'\\\\\n]*+(?:\\\\.[^'\\\\\n]*+)*+'"
                    + "|(?<![:\\\\])//[^\n]*+|/\\*.*?\\*/",
            Pattern.DOTALL);
    private static final Pattern NUMBER_SIGN = Pattern.compile("(?:^|\\s)#(?:\\s.*)?$");
    private static final Pattern ANYTHING = Pattern.compile("(?s).+");

    /** What a comment quotes or names: code, variables, files, parameters. */
    private static final Pattern NAME =
            Pattern.compile("\\{@\\w+[^}]*}|`[^`\n]*`|@param \\w+|\\$\\w+|[\\w./-]+\\.\\w+");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}$][^\\s]*");

    static Prose ofMarkdown(String page) {
        return new Prose(covered(CODE, covered(BLOCK, page, ' '), 'x'));
    }

    /** The words of a page without what is covered, for a dictionary. */
    static Prose wordsOf(String page) {
        return new Prose(covered(CODE, covered(BLOCK, page, ' '), ' '));
    }

    /** One text of a data file or of the program. */
    static Prose of(String text) {
        return new Prose(covered(CODE, text, 'x'));
    }

    /** The comments of a YAML file. */
    static Prose ofComments(String yaml) {
        StringBuilder text = new StringBuilder();
        for (String line : yaml.split("\n", -1)) {
            boolean comment = line.strip().startsWith("# ") && !line.contains("yaml-language-server");
            text.append(comment ? line.replaceFirst("#", " ").strip() : "").append('\n');
        }
        return of(text.toString());
    }

    /**
     * What a person reads of a program: its comments, and with {@code messages} its strings, as far as they are text and no name. Names
     * in comments are covered.
     */
    static Prose ofCode(String code, boolean messages) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (MatchResult part : SLASHES.matcher(code).results().toList()) {
            text.append(covered(ANYTHING, code.substring(from, part.start()), ' '));
            boolean string = part.group().startsWith("\"") || part.group().startsWith("'");
            boolean read = !string || messages && part.group().contains(" ");
            text.append(read ? namesCovered(part.group()) : covered(ANYTHING, part.group(), ' '));
            from = part.end();
        }
        return new Prose(text.toString());
    }

    /** The comments of a script, of data or of a page of settings, which begin with a number sign. */
    static Prose ofScript(String script) {
        StringBuilder text = new StringBuilder();
        for (String line : script.split("\n", -1)) {
            var comment = NUMBER_SIGN.matcher(line);
            text.append(comment.find() ? namesCovered(comment.group()) : "").append('\n');
        }
        return new Prose(text.toString());
    }

    private static String namesCovered(String text) {
        return covered(NAME, text, 'x').replaceAll("(?m)^ *(\\*|//|#)", " ");
    }

    /** Where one of these words stands: line and what to write for it. */
    List<String> findings(List<Vocabulary.Entry> words) {
        List<String> findings = new ArrayList<>();
        for (Vocabulary.Entry entry : words) {
            entry.pattern()
                    .matcher(text)
                    .results()
                    .forEach(match -> findings.add(lineOf(match.start()) + ": \""
                            + match.group().replaceAll("\\s+", " ") + "\": write " + entry.instead()));
        }
        return findings;
    }

    /** Sentences that are too long: line, number of words and how they begin. A cell of a table ends a sentence. */
    List<String> longSentences() {
        List<String> findings = new ArrayList<>();
        int from = 0;
        for (MatchResult end : BREAK.matcher(text + "\n\n").results().toList()) {
            String sentence = text.substring(from, Math.min(end.start(), text.length()));
            long words = WORD.matcher(sentence).results().count();
            if (words > LONGEST) {
                int start = from + sentence.length() - sentence.stripLeading().length();
                String begin = sentence.strip().replaceAll("\\s+", " ");
                findings.add(lineOf(start) + ": a sentence of " + words + " words, at most " + LONGEST + ": "
                        + begin.substring(0, Math.min(60, begin.length())));
            }
            from = Math.min(end.end(), text.length());
        }
        return findings;
    }

    private long lineOf(int place) {
        return 1 + text.substring(0, place).chars().filter(each -> each == '\n').count();
    }

    private static String covered(Pattern pattern, String text, char cover) {
        return pattern.matcher(text).replaceAll(match -> match.group().replaceAll("[^\n]", String.valueOf(cover)));
    }
}
