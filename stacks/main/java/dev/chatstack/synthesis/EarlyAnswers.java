package dev.chatstack.synthesis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.jsii.JsiiEngine;

/**
 * Between Java and CDKTF's engine: answers at once what the engine is sure to answer, so that both work at the same time.
 *
 * <p>jsii waits for the engine at every call. Most answers are known before: a created object gets the next number, a setter answers
 * nothing, a name does not change. Java gets that answer while the engine has yet to do the work. Before the next answer that only
 * the engine knows, each real answer is compared with the one that was given. A difference is a defect. An error of the engine is
 * thrown there, by a later call than the one that caused it.
 */
final class EarlyAnswers {
    private static final String OK = "{\"ok\":{}}";
    private static final String REFERENCE = "{\"$jsii.byref\":\"";

    /** Their answers must fit into a pipe, which may hold no more than 4 KiB: an engine that cannot write does not read either. */
    private static final int MOST = 25;

    private static final Pattern NUMBER = Pattern.compile("\\{\"\\$jsii\\.byref\":\"[^\"]+@(\\d+)\"");

    /** A child: of which construct, and with which id. */
    private static final Pattern CHILD = Pattern.compile(
            "\\{\"fqn\":\"[^\"]+\",\"args\":\\[\\{\"\\$jsii\\.byref\":\"([^\"]+)\"\\},\"([^\"\\\\/]+)\"[,\\]]");

    private static final Pattern FIND_CHILD = Pattern.compile(
            "\\{\"api\":\"invoke\",\"objref\":\\{\"\\$jsii\\.byref\":\"([^\"]+)\"\\},\"method\":\"tryFindChild\",\"args\":\\[\"([^\"]+)\"\\]\\}");

    private static final Pattern VOID_METHOD = Pattern.compile(
            "\\{\"api\":\"invoke\",\"objref\":\\{[^}]+\\},\"method\":\"(?:addOverride|addDependency)\",");

    private static final Pattern GET = Pattern.compile(
            "\\{\"api\":\"get\",\"objref\":\\{\"\\$jsii\\.byref\":\"(([^\"]+)@\\d+)\"\\},\"property\":\"(node|terraformResourceType|friendlyUniqueId)\"\\}");

    private final Writer requests;
    private final BufferedReader answers;

    /** Given, and not yet compared. */
    private final Queue<String> given = new ArrayDeque<>();

    /** Answers that do not change, by what was asked. */
    private final Map<String, String> known = new HashMap<>();

    /** The construct of each node. */
    private final Map<String, String> constructs = new HashMap<>();

    /** What the next object will be numbered; unknown before the first. */
    private long next = -1;

    private String asked = "";
    private @Nullable String recalled;
    private @Nullable String foreseen;

    EarlyAnswers(Writer requests, BufferedReader answers) {
        this.requests = requests;
        this.answers = answers;
    }

    /** Takes jsii's requests: one at a time, with its end of line. */
    Writer requests() {
        return new Requests();
    }

    /** Gives jsii its answers, one line to each request. */
    BufferedReader answers() {
        return new Answers();
    }

    /** Stands between Java and {@code engine}, which runs, from now on. jsii has no other place for it than its own two streams. */
    static void of(JsiiEngine engine) {
        try {
            Object runtime = field(engine.getClass(), "runtime").get(engine);
            Field requests = field(runtime.getClass(), "stdin");
            Field answers = field(runtime.getClass(), "stdout");
            EarlyAnswers between =
                    new EarlyAnswers((Writer) requests.get(runtime), (BufferedReader) answers.get(runtime));
            requests.set(runtime, between.requests());
            answers.set(runtime, between.answers());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this jsii keeps its streams elsewhere", e);
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private void send(String line) throws IOException {
        String request = line.strip();
        recalled = recall(request);
        if (recalled != null) {
            return;
        }
        requests.write(line);
        foreseen = foresee(request);
        asked = request;
        if (foreseen == null) {
            requests.flush();
        }
    }

    /** What the engine has answered already, and need not be asked again. */
    private @Nullable String recall(String request) {
        if (request.startsWith("{\"api\":\"naming\",")) {
            return known.get(request);
        }
        Matcher get = GET.matcher(request);
        if (get.matches()) {
            return known.get(property(get));
        }
        Matcher find = FIND_CHILD.matcher(request);
        return find.matches() ? known.get(child(constructs.get(find.group(1)), find.group(2))) : null;
    }

    /** The answer that the engine is sure to give; null when only the engine knows it. */
    private @Nullable String foresee(String request) {
        if (next >= 0 && request.endsWith(",\"overrides\":[],\"interfaces\":[],\"api\":\"create\"}")) {
            return created(request);
        }
        if (request.startsWith("{\"api\":\"set\",")
                || VOID_METHOD.matcher(request).lookingAt()) {
            return OK;
        }
        Matcher get = GET.matcher(request);
        if (next >= 0 && get.matches() && get.group(3).equals("node")) {
            String node = "constructs.Node@" + next++;
            constructs.put(node, get.group(1));
            String answer = "{\"ok\":{\"value\":" + REFERENCE + node + "\"}}}";
            known.put(property(get), answer);
            return answer;
        }
        return null;
    }

    private String created(String request) {
        String reference = REFERENCE + request.substring(8, request.indexOf('"', 8)) + "@" + next++ + "\"}";
        Matcher child = CHILD.matcher(request);
        if (child.lookingAt()) {
            known.put(child(child.group(1), child.group(2)), "{\"ok\":{\"result\":" + reference + "}}");
        }
        return "{\"ok\":" + reference + "}";
    }

    /** The type is that of a class, the others are those of an object. */
    private static String property(Matcher get) {
        return get.group(3) + " " + get.group(get.group(3).equals("terraformResourceType") ? 2 : 1);
    }

    private static String child(@Nullable String construct, String id) {
        return "child " + construct + " " + id;
    }

    private @Nullable String receive() throws IOException {
        if (recalled != null) {
            return recalled;
        }
        if (foreseen != null) {
            given.add(foreseen);
            if (given.size() < MOST) {
                return foreseen;
            }
            requests.flush();
        }
        String error = compare();
        String answer = foreseen == null ? answers.readLine() : foreseen;
        if (error != null) {
            return error;
        }
        if (foreseen == null && answer != null) {
            learn(answer);
        }
        return answer;
    }

    /** Reads the engine's answers to all that was answered before. Returns the first of its errors. */
    private @Nullable String compare() throws IOException {
        String error = null;
        while (!given.isEmpty()) {
            String expected = given.remove();
            String real = answers.readLine();
            if (!expected.equals(real) && error == null) {
                if (real == null || !real.startsWith("{\"error\":")) {
                    throw new IOException("CDKTF's engine answered " + real + ", foreseen was " + expected);
                }
                error = real;
            }
        }
        if (error != null) {
            // what failed has no number, and what was given for it does not exist
            next = -1;
            known.clear();
            constructs.clear();
        }
        return error;
    }

    private void learn(String answer) {
        Matcher numbers = NUMBER.matcher(answer);
        while (numbers.find()) {
            next = Math.max(next, Long.parseLong(numbers.group(1)) + 1);
        }
        Matcher get = GET.matcher(asked);
        if (asked.startsWith("{\"api\":\"naming\",")) {
            known.put(asked, answer);
        } else if (get.matches()) {
            known.put(property(get), answer);
        }
    }

    private final class Requests extends Writer {
        @Override
        public void write(String line) throws IOException {
            send(line);
        }

        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            send(new String(buffer, offset, length));
        }

        @Override
        public void flush() {
            // the pipe's buffer does it, and a request whose answer must be awaited
        }

        @Override
        public void close() throws IOException {
            requests.close();
        }
    }

    private final class Answers extends BufferedReader {
        Answers() {
            super(Reader.nullReader(), 1);
        }

        @Override
        public @Nullable String readLine() throws IOException {
            return receive();
        }

        @Override
        public void close() throws IOException {
            answers.close();
        }
    }
}
