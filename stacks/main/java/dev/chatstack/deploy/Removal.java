package dev.chatstack.deploy;

import dev.chatstack.capacity.Capacity;
import dev.chatstack.change.TerraformPlan;
import dev.chatstack.cloud.DatabaseDisk;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.clouds.Kept;
import dev.chatstack.config.Environment;
import dev.chatstack.cost.Bill;
import dev.chatstack.host.Terraform;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Removes the stacks of an environment, the last first, and says what stays. Interrupted at any point, the same again continues. */
public record Removal(Environment environment, Path output, StackDeployments stacks, Terminal terminal) {
    /** Removes everything but what holds people's data; with {@code data}, the volumes of a Docker host, too. */
    public void down(boolean data) {
        Cloud cloud = Clouds.of(environment);
        if (cloud.isProtected()) {
            throw new UserError(
                    environment.name() + ": deletionProtection is true, so that nobody removes it by mistake."
                            + " Set it to false in the environment's file, run ./chatstack up -e " + environment.name()
                            + ", then remove it");
        }
        switch (cloud) {
            case ClusterCloud cluster -> {
                if (data) {
                    throw new UserError(
                            "--delete-data: only a Docker host has it. In a cluster people's data is deleted by"
                                    + " hand, with the commands that down prints at its end");
                }
                remove(EnvironmentStacks.names(environment));
            }
            case HostCloud host -> {
                List<String> volumes = data ? DataVolumes.in(output, environment.name()) : List.of();
                remove(List.of(environment.name()));
                if (!volumes.isEmpty()) {
                    List<String> command =
                            new ArrayList<>(List.of("docker", "-H", stacks.engine(host), "volume", "rm", "--force"));
                    command.addAll(volumes);
                    Terraform.run(command);
                    return;
                }
            }
        }
        kept(cloud).forEach(terminal::say);
    }

    private void remove(List<String> names) {
        List<String> backwards = new ArrayList<>(names);
        Collections.reverse(backwards);
        for (String name : backwards) {
            terminal.say("");
            terminal.say("[" + (backwards.indexOf(name) + 1) + "/" + names.size() + "] " + name);
            StackDeployment stack = stacks.of(name);
            stack.init();
            if (stack.isEmpty()) {
                terminal.say("  nothing is deployed");
                continue;
            }
            stack.apply((plan, json) -> agreed(plan, name), "-destroy");
        }
    }

    private List<String> agreed(TerraformPlan plan, String stack) {
        terminal.say("  deletes " + plan.size() + " resources of " + stack);
        if (!terminal.agrees("  Delete them?")) {
            throw new UserError("stopped: you answered no. What was not deleted yet is still there");
        }
        return List.of();
    }

    private List<String> kept(Cloud cloud) {
        List<Kept> kept = cloud.kept();
        if (kept.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("", "These stay, because they hold people's data:"));
        for (Kept one : kept) {
            lines.add("- " + one.what());
            lines.add("    find:   " + one.find());
            lines.add("    delete: " + one.delete());
        }
        Capacity capacity = Capacity.of(EnvironmentStacks.read(environment, output), cloud.nodes());
        double monthly = Bill.of(cloud.bill(EnvironmentStacks.read(environment, output), capacity), capacity)
                .monthly("disks " + DatabaseDisk.STORAGE_CLASS);
        if (monthly > 0) {
            lines.add(String.format(
                    Locale.ROOT, "The database's disks cost $%,.0f/month until you delete them.", monthly));
        }
        return lines;
    }
}
