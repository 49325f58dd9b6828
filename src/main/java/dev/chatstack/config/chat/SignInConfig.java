package dev.chatstack.config.chat;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.LdapFilter;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.HttpsUrl;
import dev.chatstack.config.values.network.ServerName;
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

        @About("a directory that speaks LDAP; from Rocket.Chat 9 on needs a licence")
        Optional<LdapConfig> ldap,

        @About("an identity provider that speaks SAML; from Rocket.Chat 9 on needs a licence")
        Optional<SamlConfig> saml,

        @About("an identity provider that speaks OpenID Connect, such as Keycloak, Entra ID or Okta; from "
                + "Rocket.Chat 9 on needs a licence; its callback address is https://<host>/_oauth/<name>")
        Optional<OidcConfig> oidc) {

    /** An application that was registered with a provider. */
    public record OAuthConfig(
            @SecretKeys({"id", "secret"})
            @About("name of a Secret with `id` and `secret` of the application")
            @SecretName
            String secret) {}

    /** An application that was registered with a GitLab. */
    public record GitLabConfig(
            @SecretKeys({"id", "secret"})
            @About("name of a Secret with `id` and `secret` of the application")
            @SecretName
            String secret,

            @About("address of the GitLab") @Default("https://gitlab.com") @HttpsUrl
            String url) {}

    /** A directory. */
    public record LdapConfig(
            @About("host name or IPv4 address of the directory") @ServerName
            String host,

            @About("port of the directory") @Default("636") @Min(1) @Max(65535)
            int port,

            @About("encryption of the connection") @Default("ssl")
            Encryption encryption,

            @About("base DN of the search for people, such as ou=people,dc=example,dc=org")
            @Pattern(
                    regexp = "[-_. a-zA-Z0-9]+=[^=]+(,[-_. a-zA-Z0-9]+=[^=]+)*",
                    message = "must be a distinguished name such as ou=people,dc=example,dc=org")
            String baseDn,

            @SecretKeys({"userDn", "password"})
            @About("name of a Secret with `userDn` and `password` of the account that searches")
            @SecretName
            String secret,

            @About("kind of directory: activeDirectory, or other for OpenLDAP, FreeIPA and the like") @Default("other")
            ServerType serverType,

            @About("attribute that holds the user name; sAMAccountName in an Active Directory")
            @Default("uid")
            @Pattern(regexp = "[a-zA-Z][-;.a-zA-Z0-9]*", message = "must be the name of an attribute such as uid")
            String userField,

            @About("only people who match this filter") @Default("(objectclass=*)") @LdapFilter
            String filter) {
        /** Kind of directory: Rocket.Chat reads other settings for each. */
        public enum ServerType {
            /** Microsoft's. */
            ACTIVE_DIRECTORY("activeDirectory", "ad"),
            /** Any other. */
            OTHER("other", "");

            private final String word;
            private final String setting;

            ServerType(String word, String setting) {
                this.word = word;
                this.setting = setting;
            }

            /** Rocket.Chat's own word for it. */
            public String setting() {
                return setting;
            }

            @Override
            public String toString() {
                return word;
            }
        }

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
            @About("sign-in URL of the identity provider") @HttpsUrl
            String entryPoint,

            @About("name (issuer) of this chat at the identity provider")
            String issuer,

            @SecretKeys("certificate")
            @About("name of a Secret whose `certificate` is that of the identity provider")
            @SecretName
            String secret) {}

    /** An application that was registered with a provider of OpenID Connect. Paths begin at {@code url}. */
    public record OidcConfig(
            @About("name of the provider, in lower case; part of the callback address")
            @Default("oidc")
            @Pattern(
                    regexp = "[a-z][a-z0-9]{1,30}",
                    message = "must be 2 to 31 lower-case letters and digits, such as keycloak")
            String name,

            @About("address of the provider, before its paths") @HttpsUrl
            String url,

            @About("path of the authorization endpoint") @Pattern(regexp = PATH, message = MUST_BE_PATH)
            String authorizePath,

            @About("path of the token endpoint") @Pattern(regexp = PATH, message = MUST_BE_PATH)
            String tokenPath,

            @About("path, or full https address, where the chat asks who somebody is")
            @Pattern(
                    regexp = "/\\S+|https://[-.A-Za-z0-9]+(:\\d{1,5})?(/\\S*)?",
                    message = "must be a path such as /userinfo, or an address that begins with https://")
            String userInfoPath,

            @About("what the chat asks to know of a person") @Default("openid email profile")
            String scope,

            @About("field that holds the user name") @Default("preferred_username")
            String userField,

            @About("words on the button") @Default("Sign in")
            String button,

            @About("merge accounts that have the same e-mail address; safe only if the provider proves addresses")
            @Default("false")
            boolean mergeUsers,

            @SecretKeys({"id", "secret"})
            @About("name of a Secret with `id` and `secret` of the application")
            @SecretName
            String secret) {
        private static final String PATH = "/\\S+";
        private static final String MUST_BE_PATH = "must be a path that begins with /";
    }
}
