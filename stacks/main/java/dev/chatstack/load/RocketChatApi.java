package dev.chatstack.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What an administrator of a Rocket.Chat does for the robots, by its REST API. */
final class RocketChatApi {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client;
    private final URI server;
    private final String userId;
    private final String token;

    private RocketChatApi(HttpClient client, URI server, String userId, String token) {
        this.client = client;
        this.server = server;
        this.userId = userId;
        this.token = token;
    }

    /** Signs in. */
    static RocketChatApi signIn(HttpClient client, URI server, String user, String password) {
        JsonNode data = new RocketChatApi(client, server, "", "")
                .post("login", Map.of("user", user, "password", password))
                .path("data");
        return new RocketChatApi(
                client,
                server,
                data.path("userId").asText(),
                data.path("authToken").asText());
    }

    void createUser(String name, String password) {
        post(
                "users.create",
                Map.of(
                        "username",
                        name,
                        "name",
                        name,
                        "password",
                        password,
                        // no such domain can exist: nobody gets mail
                        "email",
                        name + "@robots.invalid",
                        "verified",
                        true,
                        "joinDefaultChannels",
                        false));
    }

    /** Whether it was there. */
    boolean deleteUser(String name) {
        return send("users.delete", Map.of("username", name)).statusCode() == 200;
    }

    /** The id of the private room that {@code members} share. */
    String createGroup(String name, List<String> members) {
        return post("groups.create", Map.of("name", name, "members", members))
                .at("/group/_id")
                .asText();
    }

    /** Whether it was there. */
    boolean deleteGroup(String name) {
        return send("groups.delete", Map.of("roomName", name)).statusCode() == 200;
    }

    /** Whether {@code content} comes back that was sent to {@code room} as the file {@code name}. */
    boolean fileComesBack(String room, String name, String content) {
        String boundary = "----" + LoadRun.secret();
        String form = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n";
        JsonNode file = answer(
                        "rooms.media", send("rooms.media/" + room, "multipart/form-data; boundary=" + boundary, form))
                .path("file");
        post("rooms.mediaConfirm/" + room + "/" + file.path("_id").asText(), Map.of());
        URI url = server.resolve(file.path("url").asText());
        HttpResponse<String> response = exchange("file", signed(url).GET().build());
        if (response.statusCode() / 100 == 3) {
            // the store of the files, which must not see who signed in
            response = exchange(
                    "file",
                    HttpRequest.newBuilder(url.resolve(
                                    response.headers().firstValue("location").orElse("")))
                            .timeout(PATIENCE)
                            .build());
        }
        if (response.statusCode() != 200) {
            throw new LoadFailure("status " + response.statusCode() + " when it is read again");
        }
        return response.body().equals(content);
    }

    private JsonNode post(String method, Map<String, Object> body) {
        return answer(method, send(method, body));
    }

    private JsonNode answer(String method, HttpResponse<String> response) {
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() == 200
                    && answer != null
                    && !answer.path("success").asText().equals("false")) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            throw new LoadFailure(method + ": the answer is no JSON; is " + server + " a Rocket.Chat?", e);
        }
        throw new LoadFailure(method + ": status " + response.statusCode() + ": " + response.body());
    }

    private HttpResponse<String> send(String method, Map<String, Object> body) {
        try {
            return send(method, "application/json", JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of text are JSON", e);
        }
    }

    private HttpResponse<String> send(String method, String type, String body) {
        return exchange(
                method,
                signed(URI.create(server + "/api/v1/" + method))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private HttpRequest.Builder signed(URI url) {
        return HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("X-User-Id", userId)
                .header("X-Auth-Token", token);
    }

    private HttpResponse<String> exchange(String what, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LoadFailure(what + ": " + server + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
    }
}
