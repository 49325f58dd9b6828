package dev.chatstack.verify.cluster;

import dev.chatstack.live.Answer;
import dev.chatstack.live.Inside;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;

/**
 * The signed records of the restore tests prove a restore that is recent and fast enough.
 *
 * @param script runs {@code proofs.sh} where the backups are made
 */
public record RestoreProven(String environment, Inside script) implements Check {
    @Override
    public String group() {
        return "backups";
    }

    @Override
    public String name() {
        return "a signed record proves a restore";
    }

    @Override
    public Finding examine() {
        Answer answer = script.run("proofs.sh");
        String backup = answer.json().path("backup").asText();
        return answer.succeeded() && answer.json().path("proven").asBoolean()
                ? Finding.passed(backup + ", restored in "
                        + answer.json().path("seconds").asText() + " s")
                : Finding.failed(answer.reason(), "./chatstack runbook -e " + environment + " RestoreNotProven");
    }
}
