package dev.chatstack.cloud.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One statement of an IAM policy. A policy is JSON made here: AWS' own data source for it gives mocked plans nonsense. */
public final class Statement {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> conditions = new TreeMap<>();

    private Statement(String effect, List<String> actions) {
        fields.put("Effect", effect);
        fields.put("Action", actions);
    }

    public static Statement allow(String... actions) {
        return new Statement("Allow", List.of(actions));
    }

    public static Statement deny(String... actions) {
        return new Statement("Deny", List.of(actions));
    }

    /** The policy of a role that {@code service} of AWS may take on. */
    public static String trust(String service, String... actions) {
        return policy(allow(actions).by(Map.of("Service", service)));
    }

    public static String policy(Statement... statements) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put(
                "Statement",
                List.of(statements).stream().map(Statement::rendered).toList());
        try {
            return JSON.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and lists of text are JSON", e);
        }
    }

    /** Who; only for policies that belong to a resource rather than to a role. */
    public Statement by(Object principal) {
        fields.put("Principal", principal);
        return this;
    }

    public Statement on(String... resources) {
        fields.put("Resource", List.of(resources));
        return this;
    }

    /** Only if {@code key} of the request compares to {@code value} as {@code operator} says, for example {@code StringEquals}. */
    public Statement when(String operator, String key, Object value) {
        conditions.computeIfAbsent(operator, any -> new TreeMap<>()).put(key, value);
        return this;
    }

    private Map<String, Object> rendered() {
        Map<String, Object> statement = new LinkedHashMap<>(fields);
        if (!conditions.isEmpty()) {
            statement.put("Condition", conditions);
        }
        return statement;
    }
}
