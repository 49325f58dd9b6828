package dev.chatstack.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.host.TerraformWords;
import dev.chatstack.live.Answer;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.live.Programs;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Brings what an environment has made under management again, when the state of its stacks is gone: writes blocks that import it,
 * which the next deploy plans and applies. Nothing of the environment is changed.
 *
 * @param variables with which a cloud's own commands are run
 * @param cluster knows which objects are there
 */
public record LostState(
        String environment,
        StackDeployments stacks,
        Map<String, String> variables,
        Supplier<LiveCluster> cluster,
        Terminal terminal) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(60);

    public LostState {
        variables = Map.copyOf(variables);
    }

    /** Writes the blocks of the stacks {@code names}; whether each resource that is there is in one. */
    public boolean rebuild(List<String> names) {
        boolean complete = true;
        for (String name : names) {
            StackDeployment stack = stacks.of(name);
            stack.init();
            complete &= rebuild(stack);
        }
        return complete;
    }

    private boolean rebuild(StackDeployment stack) {
        Blueprint blueprint = Blueprint.read(environment, stacks.output(), List.of(stack.name()));
        ObjectNode state = state(stack);
        Set<String> managed = StreamSupport.stream(state.path("resources").spliterator(), false)
                .map(one -> one.path("type").asText() + "." + one.path("name").asText())
                .collect(Collectors.toSet());
        List<Resource> lost = blueprint.resources().stream()
                .filter(resource -> !managed.contains(resource.address()))
                .toList();
        if (lost.isEmpty()) {
            terminal.say(stack.name() + ": the state is complete");
            return true;
        }
        JsonNode terraform = read(stack.terraform().stack().resolve("cdk.tf.json"));
        String region = terraform.at("/provider/aws/0/region").asText("");
        ImportIds ids = new ImportIds(blueprint, terraform.path("provider"), cluster, command -> ask(command, region));
        Tally tally = new Tally();
        lost.forEach(resource -> tally.add(ids.of(resource)));
        terminal.say(stack.name() + ": " + tally.known.size() + " to import, " + tally.unread.size()
                + " Secrets to note, " + tally.anew.size() + " to create, " + tally.open.size() + " to find by hand");
        tally.anew.forEach(one -> terminal.say("  creates " + one.resource().address() + ": " + one.why()));
        tally.open.forEach(
                one -> terminal.say("  find the id of " + one.resource().address() + ": "
                        + one.how().lines().findFirst().orElse("")));
        Path file = stack.imports();
        write(file, tally.text());
        terminal.say("  wrote " + file);
        if (!tally.unread.isEmpty()) {
            note(stack, state, tally.unread, terraform);
        }
        return tally.open.isEmpty();
    }

    private Answer ask(List<String> command, String region) {
        Map<String, String> all = new HashMap<>(variables);
        if (!region.isEmpty()) {
            all.put("AWS_REGION", region);
        }
        return Programs.run(command, all, ANSWER);
    }

    /** What a stack has lost, by what is to be done. */
    private static final class Tally {
        private final List<ImportId.Known> known = new ArrayList<>();
        private final List<ImportId.Unread> unread = new ArrayList<>();
        private final List<ImportId.Anew> anew = new ArrayList<>();
        private final List<ImportId.Open> open = new ArrayList<>();

        void add(ImportId id) {
            switch (id) {
                case ImportId.Known one -> known.add(one);
                case ImportId.Unread one -> unread.add(one);
                case ImportId.Anew one -> anew.add(one);
                case ImportId.Open one -> open.add(one);
            }
        }

        String text() {
            StringBuilder text = new StringBuilder(
                    "# Imports what is there already. `./chatstack up` plans it, and deletes this file when it has applied it.\n");
            known.forEach(one -> text.append('\n').append(one.block()));
            open.forEach(one -> text.append('\n').append(one.block()));
            return text.toString();
        }
    }

    /**
     * Writes Secrets into the state by name and revision alone: as a deploy leaves them, so that the next one finds nothing to change
     * and the passwords stay.
     */
    private void note(StackDeployment stack, ObjectNode state, List<ImportId.Unread> secrets, JsonNode terraform) {
        if (!terminal.agrees("  Note " + secrets.size() + " Secrets in the state of " + stack.name() + "?")) {
            throw new UserError(
                    "stopped: without this, the next deploy of " + stack.name() + " fails because the Secrets exist");
        }
        state.put("serial", state.path("serial").asLong() + 1);
        ArrayNode resources = state.withArray("resources");
        for (ImportId.Unread secret : secrets) {
            resources.add(entry(secret.resource(), provider(terraform)));
        }
        try {
            Path folder = Files.createTempDirectory("chatstack-");
            Path file = folder.resolve("state");
            try {
                Files.writeString(file, state.toString());
                stack.terraform().answer("state", "push", file.toString());
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the temporary folder", e);
        }
        // Terraform drops what it does not understand, without a word
        if (state(stack).path("resources").size() != resources.size()) {
            throw new UserError("the state of " + stack.name() + " did not take the Secrets: terraform state list");
        }
    }

    private static ObjectNode state(StackDeployment stack) {
        String pulled = stack.terraform().answer("state", "pull");
        if (!pulled.isBlank()) {
            return (ObjectNode) parse(pulled);
        }
        return JSON.createObjectNode()
                .put("version", 4)
                .put("terraform_version", "1.11.0")
                .put("serial", 0)
                .put("lineage", UUID.randomUUID().toString());
    }

    private static ObjectNode entry(Resource secret, String provider) {
        ObjectNode entry = JSON.createObjectNode()
                .put("mode", "managed")
                .put("type", secret.type())
                .put("name", secret.id())
                .put("provider", provider);
        ObjectNode attributes = entry.withArray("instances")
                .addObject()
                .put("schema_version", 0)
                .putObject("attributes");
        attributes
                .put("id", secret.namespace() + "/" + secret.name())
                .put("type", secret.text("/type"))
                .put("data_wo_revision", secret.number("/data_wo_revision", 1))
                .put("wait_for_service_account_token", true);
        attributes.putArray("metadata").addObject().put("name", secret.name()).put("namespace", secret.namespace());
        return entry;
    }

    private String provider(JsonNode terraform) {
        String source =
                terraform.at("/terraform/required_providers/kubernetes/source").asText();
        // the short forms of an address
        String named = source.contains("/") ? source : "hashicorp/" + source;
        String registry = TerraformWords.program(stacks.variables()).endsWith("tofu") ? "opentofu" : "terraform";
        return "provider[\"" + (named.split("/").length == 3 ? "" : "registry." + registry + ".io/") + named + "\"]";
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UserError("`terraform state pull` printed something else than JSON");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
