package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Synth;
import dev.chatstack.cli.Workplace;
import dev.chatstack.deploy.ProviderLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes down which content of Terraform's providers is the right one. */
@Command(
        name = "lock",
        description = {
            "Writes the checksums of Terraform's providers to config/terraform.lock.hcl, for all environments.",
            "Commit the file: from then on, Terraform refuses a provider with another content. Run it again for new versions."
        })
public final class Lock implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Option(
            names = "--mirror",
            paramLabel = "FOLDER",
            description = "read the providers from this file system mirror; default: the registry")
    private Optional<Path> mirror = Optional.empty();

    @Option(
            names = "--platform",
            paramLabel = "OS_ARCH",
            description =
                    "a platform on which people or CI deploy; repeatable; default: linux and darwin, amd64 and arm64")
    private List<String> platforms = List.of("linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64");

    @Override
    public void run() {
        Workplace workplace = chatstack.workplace();
        List<Path> stacks = Synth.stacks(chatstack, Synth.synthesize(chatstack));
        List<String> options = new ArrayList<>();
        mirror.ifPresent(
                folder -> options.add("-fs-mirror=" + workplace.typed(folder).toAbsolutePath()));
        platforms.forEach(platform -> options.add("-platform=" + platform));
        ProviderLock lock = ProviderLock.in(chatstack.selection().folder());
        lock.write(stacks, workplace.variables(), options);
        lock.giveTo(stacks);
        System.out.println("checksums of the providers: " + lock.file() + "; commit this file");
    }
}
