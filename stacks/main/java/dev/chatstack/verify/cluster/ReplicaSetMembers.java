package dev.chatstack.verify.cluster;

import dev.chatstack.live.Answer;
import dev.chatstack.live.Inside;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Each member of the database's replica set answers; one is primary, all others are secondaries.
 *
 * @param members how to ask each of them, by its name
 */
public record ReplicaSetMembers(String environment, Map<String, Inside> members) implements Check {
    /** Anyone may ask this, also without a password. */
    private static final String HELLO =
            "const h = db.hello(); print(h.isWritablePrimary ? 'PRIMARY' : h.secondary ? 'SECONDARY' : 'NEITHER')";

    @Override
    public String group() {
        return "database";
    }

    @Override
    public String name() {
        return members.size() + (members.size() == 1 ? " member, a primary" : " members, one primary");
    }

    @Override
    public Finding examine() {
        List<String> states = new ArrayList<>();
        int primaries = 0;
        int secondaries = 0;
        for (Map.Entry<String, Inside> member : members.entrySet()) {
            Answer answer = member.getValue().run("mongosh", "--quiet", "--eval", HELLO);
            String state = answer.succeeded() ? answer.text().trim() : answer.reason();
            primaries += state.equals("PRIMARY") ? 1 : 0;
            secondaries += state.equals("SECONDARY") ? 1 : 0;
            states.add(member.getKey() + " " + state);
        }
        String found = String.join(", ", states);
        if (primaries == 1 && secondaries == members.size() - 1) {
            return Finding.passed(found);
        }
        return Finding.failed(
                found,
                "./chatstack runbook -e " + environment
                        + (primaries == 0 ? " MongoDbNoPrimary" : " MongoDbMemberDown"));
    }
}
