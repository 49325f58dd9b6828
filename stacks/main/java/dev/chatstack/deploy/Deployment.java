package dev.chatstack.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.change.TerraformPlan;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.host.MachineStart;
import dev.chatstack.host.RollingReplacement;
import dev.chatstack.live.DockerHost;
import dev.chatstack.live.Kubectl;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.upgrade.Judgement;
import dev.chatstack.upgrade.Versions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deploys the stacks of an environment, which are in {@code output}, one after the other. Interrupted at any point, the same again
 * continues: what is there already is left alone.
 *
 * @param kubeconfig in the place of the cloud's sign-in
 */
public record Deployment(
        Environment environment,
        Path output,
        StackDeployments stacks,
        Optional<ClusterAccess.Kubeconfig> kubeconfig,
        Terminal terminal) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Applies every stack that the person agrees to.
     *
     * @param dataAtRisk whether {@code --yes} also answers for plans that delete people's data
     */
    public void up(boolean dataAtRisk) {
        List<String> names = EnvironmentStacks.names(environment);
        Map<String, JsonNode> outputs = new LinkedHashMap<>();
        for (String name : names) {
            terminal.say("");
            terminal.say(title(names, name));
            StackDeployment stack = stacks.of(name);
            stack.init();
            switch (Clouds.of(environment)) {
                case ClusterCloud cluster -> {
                    secrets(cluster, names).await(stack);
                    stack.apply((plan, json) -> agreed(plan, json, dataAtRisk));
                }
                case HostCloud host -> deploy(host, stack, dataAtRisk);
            }
            read(stack).properties().forEach(entry -> outputs.put(entry.getKey(), entry.getValue()));
        }
        new Arrival(environment, outputs, Clouds.of(environment).checks().address())
                .lines()
                .forEach(terminal::say);
    }

    private void deploy(HostCloud host, StackDeployment stack, boolean dataAtRisk) {
        if (!stack.name().equals(environment.name())) {
            stack.apply((plan, json) -> agreed(plan, json, dataAtRisk));
            new MachineStart(stacks.engine(host)).await();
            return;
        }
        new HostSecrets(environment, host, terminal).demand(new DockerHost(stacks.engine(host)));
        stack.apply((plan, json) -> {
            agreed(plan, json, dataAtRisk);
            return RollingReplacement.of(json);
        });
    }

    private OwnSecrets secrets(ClusterCloud cluster, List<String> names) {
        return new OwnSecrets(
                environment,
                EnvironmentStacks.read(environment, output),
                names.get(names.size() - 1),
                () -> Kubectl.signIn(cluster, kubeconfig),
                terminal);
    }

    private List<String> agreed(TerraformPlan plan, JsonNode json, boolean dataAtRisk) {
        boolean risk = plan.putsDataAtRisk();
        for (Judgement judgement : Versions.of(json, "before").to(Versions.of(json, "after"))) {
            if (judgement.isRefused()) {
                throw new UserError("refused: " + judgement.words());
            }
            terminal.say("  " + judgement.words());
            risk |= judgement.verdict() == Judgement.Verdict.DATA_AT_RISK;
        }
        plan.lines().forEach(line -> terminal.say("  " + line));
        if (risk && terminal.answersYes() && !dataAtRisk) {
            throw new UserError("stopped: this plan puts people's data at risk, and --yes does not answer for that."
                    + " Make a backup, read the plan, then add --data-at-risk");
        }
        if (!terminal.agrees("  Deploy this?")) {
            throw new UserError("stopped: you answered no. Stacks that are deployed stay as they are");
        }
        return List.of();
    }

    private static String title(List<String> names, String name) {
        return "[" + (names.indexOf(name) + 1) + "/" + names.size() + "] " + name;
    }

    private JsonNode read(StackDeployment stack) {
        try {
            return JSON.readTree(stack.terraform().answer("output", "-json"));
        } catch (JsonProcessingException e) {
            throw new UserError("`terraform output -json` printed something else than JSON");
        }
    }
}
