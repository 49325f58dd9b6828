package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.ResourceName;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.DnsName;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** A website of static files, next to the chat and through the same ingress. */
public record WebsiteConfig(
        @About("public host name of the website") @DnsName String host,

        @About("folder with its files, from the folder of this file; all of them together at most 900 KiB, in no"
                + " folders")
        @Default("../website")
        @Pattern(regexp = "[-./a-zA-Z0-9_]+", message = "must be a path such as ../website")
        String folder,

        @About("image with the website in its folder /website and the program `cp`, such as"
                + " registry.example.org/website:2026-12-01, instead of `folder`; another tag replaces the pods"
                + " one by one")
        Optional<
                        @Pattern(
                                regexp =
                                        "[a-z0-9][-._/:a-z0-9]*(:(?!latest$)[A-Za-z0-9_][-.A-Za-z0-9_]{0,127}|(:[-.A-Za-z0-9_]{1,128})?@sha256:[0-9a-f]{64})",
                                message = "must be an image with a tag other than latest, or with a digest, such as"
                                        + " registry.example.org/website:2026-12-01")
                        String>
                image,

        @Existing(Existing.Kind.CLAIM)
        @About("name of a PersistentVolumeClaim with the website in the namespace of the chat, instead of `folder`; two"
                + " nodes must be able to mount it (ReadOnlyMany or ReadWriteMany)")
        Optional<@ResourceName String> existingClaim,

        @SecretKeys({SecretKeys.CERTIFICATE, SecretKeys.CERTIFICATE_KEY})
        @About("name of the Secret with the website's certificate (tls.crt, tls.key) in the namespace of the chat")
        @Default("website-tls")
        @SecretName
        String tlsSecret) {
    /** Whether the files are in {@code folder}. */
    public boolean isInFolder() {
        return image.isEmpty() && existingClaim.isEmpty();
    }
}
