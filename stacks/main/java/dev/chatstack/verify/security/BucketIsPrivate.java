package dev.chatstack.verify.security;

import dev.chatstack.clouds.PublicAccess;
import dev.chatstack.live.Answer;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.List;
import java.util.function.Function;

/** Nobody without a sign-in reads a bucket, whatever its policy or an object says. */
record BucketIsPrivate(String bucket, PublicAccess access, Function<List<String>, Answer> cloud) implements Check {
    @Override
    public String group() {
        return "security";
    }

    @Override
    public String name() {
        return "nobody outside reads the bucket " + bucket;
    }

    @Override
    public Finding examine() {
        Answer answer = cloud.apply(command());
        if (!answer.succeeded()) {
            return answer.error().contains("NoSuchPublicAccessBlockConfiguration")
                    ? open()
                    : Finding.skipped("the cloud does not say: " + answer.reason());
        }
        return answer.text().trim().equals(access.closed()) ? Finding.passed("") : open();
    }

    private Finding open() {
        return Finding.failed(
                "public access is not prevented",
                "the next deploy closes it. Find out who opened it, and who read it since: "
                        + String.join(" ", command()));
    }

    private List<String> command() {
        return access.command().apply(bucket);
    }
}
