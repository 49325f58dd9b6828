package dev.chatstack.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One robot: a WebSocket that speaks DDP as a browser does. */
final class Person implements WebSocket.Listener {
    /** Begins each text; behind it the moment at which it was sent. */
    private static final String MARK = "load-robot ";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Measurements measured;
    private final StringBuilder partial = new StringBuilder();
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<String, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<JsonNode> connected = new CompletableFuture<>();
    private final CompletableFuture<JsonNode> subscribed = new CompletableFuture<>();
    /** Nobody waits for these: each says itself how it ended. */
    private final List<CompletableFuture<?>> underWay = new CopyOnWriteArrayList<>();

    private volatile boolean leaving;
    private volatile boolean lost;
    private CompletableFuture<WebSocket> queue =
            CompletableFuture.failedFuture(new IllegalStateException("not connected"));

    Person(String name, Measurements measured) {
        this.name = name;
        this.measured = measured;
    }

    /** Connects, signs in and listens to {@code room}; returns when all of that is done. */
    void enter(HttpClient client, LoadPlan plan, String password, String room) {
        long begin = System.nanoTime();
        WebSocket socket = await(
                "connect", client.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(plan.socket(), this));
        queue = CompletableFuture.completedFuture(socket);
        say(Map.of("msg", "connect", "version", "1", "support", List.of("1")));
        await("connect", connected);
        await("login", call("login", Map.of("user", Map.of("username", name), "password", digest(password))));
        say(Map.of("msg", "sub", "id", "room", "name", "stream-room-messages", "params", List.of(room, false)));
        await("subscribe", subscribed);
        measured.entering().add(since(begin));
    }

    /** Sends a message to {@code room} and returns at once; when the server has it, or refuses it, that is measured. */
    void write(String room, int number) {
        long begin = System.nanoTime();
        Map<String, String> message = Map.of(
                "_id", name + "-" + begin, "rid", room, "msg", MARK + begin + " message " + number + " of " + name);
        underWay.add(call("sendMessage", message)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        measured.accepted().add(since(begin));
                    } else {
                        measured.failed("a message of " + name + ": " + failure);
                    }
                }));
    }

    /** Whether the server, or what is between, has ended the connection. */
    boolean isLost() {
        return lost;
    }

    /** Leaves without a word when the server is gone already. */
    void leave() {
        leaving = true;
        underWay.add(queue.thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                .handle((socket, gone) -> leaving));
    }

    private synchronized CompletableFuture<JsonNode> call(String method, Object... parameters) {
        String id = String.valueOf(calls.incrementAndGet());
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        say(Map.of("msg", "method", "method", method, "id", id, "params", parameters));
        return answer;
    }

    /** One after the other: a socket refuses a text while it sends another. */
    private synchronized void say(Map<String, Object> message) {
        String text;
        try {
            text = RocketChatApi.JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and lists of text are JSON", e);
        }
        queue = queue.thenCompose(socket -> socket.sendText(text, true));
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            try {
                hear(RocketChatApi.JSON.readTree(text));
            } catch (JsonProcessingException e) {
                measured.failed(name + " heard no JSON: " + text);
            }
        }
        socket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void hear(JsonNode message) {
        switch (message.path("msg").asText()) {
            case "connected" -> connected.complete(message);
            case "ready" -> subscribed.complete(message);
            case "nosub" -> subscribed.completeExceptionally(new LoadFailure(message.toString()));
            case "ping" -> say(Map.of("msg", "pong"));
            case "result" -> answered(message);
            case "changed" -> message.at("/fields/args").forEach(this::read);
            default -> {} // news of other collections
        }
    }

    private void answered(JsonNode message) {
        CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asText());
        if (answer != null) {
            if (message.has("error")) {
                answer.completeExceptionally(
                        new LoadFailure(message.path("error").toString()));
            } else {
                answer.complete(message);
            }
        }
    }

    /** Only what robots of this process wrote: the moment in it is of this machine's clock. */
    private void read(JsonNode message) {
        String text = message.path("msg").asText();
        if (text.startsWith(MARK)) {
            measured.delivered()
                    .add(since(Long.parseLong(text.substring(MARK.length()).split(" ", 2)[0])));
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        lost("closed by the server with status " + status);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        lost(error.toString());
    }

    private void lost(String why) {
        if (leaving) {
            return;
        }
        lost = true;
        LoadFailure failure = new LoadFailure(why);
        measured.failed("the connection of " + name + ": " + why);
        connected.completeExceptionally(failure);
        subscribed.completeExceptionally(failure);
        answers.values().forEach(answer -> answer.completeExceptionally(failure));
    }

    private <T> T await(String step, CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new LoadFailure(name + ", " + step + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new LoadFailure(name + ", " + step + ": no answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
    }

    private static long since(long nanoseconds) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoseconds);
    }

    /** As clients send it: the server never sees the password itself. */
    private static Map<String, String> digest(String password) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return Map.of("digest", HexFormat.of().formatHex(hash), "algorithm", "sha-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
