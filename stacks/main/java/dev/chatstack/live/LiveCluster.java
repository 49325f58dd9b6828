package dev.chatstack.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatstack.synthesis.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a cluster says of its objects; each kind is asked for once. */
public final class LiveCluster {
    private final Kubectl kubectl;
    private final Map<String, JsonNode> known = new HashMap<>();

    public LiveCluster(Kubectl kubectl) {
        this.kubectl = kubectl;
    }

    /** kubectl, for what is no list. */
    public Kubectl kubectl() {
        return kubectl;
    }

    /**
     * The objects of {@code kind} in {@code namespace}; those of all namespaces when {@code namespace} is {@code -A}; none when the
     * cluster does not know the kind.
     *
     * @throws UserError when the cluster does not answer
     */
    public Stream<JsonNode> all(String kind, String namespace) {
        JsonNode list = known.computeIfAbsent(kind + " " + namespace, key -> ask(kind, namespace));
        return StreamSupport.stream(list.path("items").spliterator(), false);
    }

    private JsonNode ask(String kind, String namespace) {
        List<String> where = namespace.equals("-A") ? List.of("-A") : List.of("-n", namespace);
        Answer answer = kubectl.ask(Stream.of(List.of("get", kind, "-o", "json"), where)
                .flatMap(List::stream)
                .toArray(String[]::new));
        if (answer.succeeded()) {
            return answer.json();
        }
        if (answer.error().contains("doesn't have a resource type")) {
            return MissingNode.getInstance();
        }
        throw new UserError("the cluster does not say what " + kind + " it has: " + answer.reason()
                + "\nSee docs/troubleshooting.md if kubectl gets no answer");
    }
}
