package dev.chatstack.verify.outside;

import dev.chatstack.live.Answer;
import dev.chatstack.live.Outside;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;

/** The chat answers at its public address. */
public record ChatAnswers(String environment, String url, Outside outside) implements Check {
    @Override
    public String group() {
        return "access";
    }

    @Override
    public String name() {
        return url + " answers";
    }

    @Override
    public Finding examine() {
        Answer answer = outside.get(url);
        String next = "./chatstack runbook -e " + environment + " ChatDown";
        if (!answer.succeeded()) {
            return Finding.failed(answer.reason(), next);
        }
        return answer.text().startsWith("200 ")
                ? Finding.passed(answer.text().replaceFirst(" ", " after ") + " s")
                : Finding.failed("it says " + answer.text().replaceFirst(" .*", ""), next);
    }
}
