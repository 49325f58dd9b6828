package dev.chatstack.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Replaces what is secret in a text: values that are known, and whatever has the shape of a secret. */
public final class Masks {
    /** Stands in the place of a secret. */
    public static final String MASK = "***";

    /** Shorter ones would be found in the middle of every other word. */
    private static final int SHORTEST = 4;

    /** The secret is the group; what stands before and behind says what it is. A mask is no secret. */
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----([\\s\\S]*?)(?:-----END|\\z)"),
            // the password in a URL, which can contain another @
            Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s/:@\"']*:([^\\s/\"']+)@", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\b(?:Bearer|Basic|Token|Splunk|GenieKey)\\s+([A-Za-z0-9+/_.~=-]{8,})"),
            Pattern.compile("\\b(eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]*)"),
            Pattern.compile("\\b((?:AKIA|ASIA)[A-Z0-9]{16})\\b"),
            Pattern.compile(
                    "\\b((?:gh[pousr]_|github_pat_|glpat-|xox[abposr]-|xapp-|sk_live_|ya29\\.)[A-Za-z0-9_.-]{8,})"),
            Pattern.compile("\\b(AIza[A-Za-z0-9_-]{30,})"),
            Pattern.compile(
                    "[?&](?:sig|X-Amz-Signature|X-Amz-Security-Token|X-Goog-Signature|access_token|token)=([^&\\s\"']+)"),
            Pattern.compile("hooks\\.slack\\.com/services/([A-Za-z0-9/]+)|/hooks/([A-Za-z0-9]+/[A-Za-z0-9]+)"),
            // name: value, name=value, "name": "value", also escaped once; not the name of a Secret, a file or a number
            Pattern.compile(
                    "(?:password|passwd|passphrase|pwd|secret|secret[_-]?key|access[_-]?key|api[_-]?key|account[_-]?key|auth[_-]?token|private[_-]?key"
                            + "|x-auth-token|x-user-id|client[_-]?secret|session[_-]?token|resume|licen[cs]e[_-]?key)"
                            + "\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']?([^\\s\"'\\\\,;}{$*]{4,})",
                    Pattern.CASE_INSENSITIVE));

    private final List<String> values;
    private final Set<String> names;

    /** Knows {@code secrets}, in every form in which they are written down; {@code names} look like secrets and are none. */
    public Masks(Set<String> secrets, Set<String> names) {
        this.names = Set.copyOf(names);
        Set<String> forms = new LinkedHashSet<>();
        secrets.forEach(secret -> {
            forms(secret, forms);
            // the password in a URI, in a file of settings
            for (Pattern shape : SHAPES) {
                shape.matcher(secret).results().forEach(match -> forms(match.group(group(match)), forms));
            }
        });
        this.values = forms.stream()
                .filter(form -> form.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static void forms(String secret, Set<String> forms) {
        String value = secret.strip();
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        for (String form : List.of(secret, value, escaped, URLEncoder.encode(value, StandardCharsets.UTF_8))) {
            forms.add(form);
            forms.add(Base64.getEncoder().encodeToString(form.getBytes(StandardCharsets.UTF_8)));
        }
        // Base64 of `user:secret` and the like: what is the same whatever stands before and behind
        for (int before = 1; before <= 2; before++) {
            String shifted =
                    Base64.getEncoder().encodeToString((" ".repeat(before) + value).getBytes(StandardCharsets.UTF_8));
            int whole = (before + value.getBytes(StandardCharsets.UTF_8).length) / 3 * 4;
            if (whole - 4 >= 8) {
                forms.add(shifted.substring(4, whole));
            }
        }
        // a key in several lines, of which a log has one
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= 16 && !line.startsWith("-----"))
                .forEach(forms::add);
    }

    /** The one group of a shape that matched. */
    private static int group(MatchResult match) {
        return IntStream.rangeClosed(1, match.groupCount())
                .filter(group -> match.start(group) >= 0)
                .findFirst()
                .orElseThrow();
    }

    /** {@code text} with {@link #MASK} in the place of each secret. */
    public String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        for (Pattern shape : SHAPES) {
            masked = shape.matcher(masked).replaceAll(match -> Matcher.quoteReplacement(hidden(match)));
        }
        return masked;
    }

    private String hidden(MatchResult match) {
        int group = group(match);
        return names.contains(match.group(group))
                ? match.group()
                : match.group().substring(0, match.start(group) - match.start())
                        + MASK
                        + match.group().substring(match.end(group) - match.start());
    }

    /** What of {@code text} is a secret still, each cut to its first characters. */
    public Set<String> found(String text) {
        Set<String> found = new TreeSet<>();
        values.stream().filter(text::contains).forEach(value -> found.add(beginning(value)));
        for (Pattern shape : SHAPES) {
            Matcher matcher = shape.matcher(text);
            while (matcher.find()) {
                String secret = matcher.group(group(matcher));
                if (!secret.contains(MASK) && !names.contains(secret)) {
                    found.add(beginning(secret));
                }
            }
        }
        return found;
    }

    private static String beginning(String secret) {
        return secret.substring(0, Math.min(2, secret.length())) + "…";
    }
}
