package dev.chatstack.microservices;

import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Synth;
import java.util.ArrayList;
import java.util.List;

/** What tests of microservices share: the file that people begin with, its variations, and what becomes of them. */
final class Microservices {
    /** For two thousand people at once, on a cluster that exists. */
    static final EnvironmentFile SHIPPED = EnvironmentFile.shipped("microservices-prod");

    private Microservices() {}

    /** The same chat as one program. */
    static EnvironmentFile monolith(EnvironmentFile file) {
        return file.replace("  architecture: microservices\n", "");
    }

    /** The same behind the mesh's own gateway. */
    static EnvironmentFile behindTheMesh() {
        return new EnvironmentFile(SHIPPED.text().replaceFirst("(?s)  exposure:.*?\nbackup:", """
                  exposure:
                    by: istioGateway
                    tlsSecret: chat-tls

                mesh: {}

                backup:"""));
    }

    /** The stack of the chat. */
    static Synth chat(EnvironmentFile file) {
        return Stacks.of(file.load(), "chat");
    }

    /** The names of what leads people in: another name is another load balancer, or another route. */
    static List<String> door(Synth chat) {
        List<String> names = new ArrayList<>();
        chat.all("kubernetes_ingress_v1")
                .forEach(each -> names.add(each.at("/metadata/name").asText()));
        chat.all("helm_release").forEach(each -> names.add(each.path("name").asText()));
        names.removeIf(name -> name.equals("chat"));
        return names;
    }
}
