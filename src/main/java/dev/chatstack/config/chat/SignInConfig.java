package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.DnsName;
import dev.chatstack.config.values.ResourceName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.Optional;

/** Where people sign in with an account they have. */
public record SignInConfig(
        @About("GitHub; its callback address is https://<host>/_oauth/github")
        Optional<OAuthConfig> github,

        @About("GitLab; its callback address is https://<host>/_oauth/gitlab")
        Optional<GitLabConfig> gitlab,

        @About("Google; its callback address is https://<host>/_oauth/google")
        Optional<OAuthConfig> google,

        @About("a directory that speaks LDAP") Optional<LdapConfig> ldap,

        @About("an identity provider that speaks SAML") Optional<SamlConfig> saml) {

    private static final String HTTPS = "https://\\S+";
    private static final String MUST_BE_HTTPS = "must be an address that begins with https://";

    /** An application that was registered with a provider. */
    public record OAuthConfig(
            @SecretKeys({"id", "secret"})
            @About("name of a Secret with `id` and `secret` of the application")
            @ResourceName
            String secret) {}

    /** An application that was registered with a GitLab. */
    public record GitLabConfig(
            @SecretKeys({"id", "secret"})
            @About("name of a Secret with `id` and `secret` of the application")
            @ResourceName
            String secret,

            @About("address of the GitLab")
            @Default("https://gitlab.com")
            @Pattern(regexp = HTTPS, message = MUST_BE_HTTPS)
            String url) {}

    /** A directory. */
    public record LdapConfig(
            @About("host name of the directory") @DnsName String host,

            @About("port of the directory") @Default("636") @Min(1) @Max(65535)
            int port,

            @About("how the connection is encrypted") @Default("ssl")
            Encryption encryption,

            @About("where people are searched, such as ou=people,dc=example,dc=org")
            String baseDn,

            @SecretKeys({"userDn", "password"})
            @About("name of a Secret with `userDn` and `password` of the account that searches")
            @ResourceName
            String secret,

            @About("attribute that holds the user name") @Default("uid")
            String userField,

            @About("only people who match this filter") @Default("(objectclass=*)")
            String filter) {
        /** How the connection is encrypted. */
        public enum Encryption {
            /** Encrypted from the first byte. */
            SSL,
            /** Encrypted after a word in the clear. */
            TLS;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** An identity provider. */
    public record SamlConfig(
            @About("address where the identity provider asks people to sign in")
            @Pattern(regexp = HTTPS, message = MUST_BE_HTTPS)
            String entryPoint,

            @About("what the identity provider calls this chat")
            String issuer,

            @SecretKeys("certificate")
            @About("name of a Secret whose `certificate` is that of the identity provider")
            @ResourceName
            String secret) {}
}
