package dev.chatstack.config.chat;

import dev.chatstack.config.Destination;
import java.util.ArrayList;
import java.util.List;

/** The servers that a Rocket.Chat connects to because its settings name them. People's browsers alone go to a SAML provider. */
public final class ChatDestinations {
    private static final String SETTINGS = "chat.settings.";
    private static final String SIGN_IN = SETTINGS + "signIn.";

    private ChatDestinations() {}

    /** Those of {@code settings}. */
    public static List<Destination> of(ChatSettingsConfig settings) {
        List<Destination> found = new ArrayList<>();
        settings.mail()
                .ifPresent(
                        mail -> found.add(new Destination("mail", SETTINGS + "mail.host", mail.host(), mail.port())));
        if (settings.uploads() instanceof UploadsConfig.S3 s3) {
            s3.endpoint().ifPresent(url -> found.add(Destination.of("uploads", SETTINGS + "uploads.endpoint", url)));
        }
        settings.signIn().ifPresent(signIn -> found.addAll(of(signIn)));
        return found;
    }

    private static List<Destination> of(SignInConfig signIn) {
        List<Destination> found = new ArrayList<>();
        signIn.gitlab().ifPresent(gitlab -> found.add(Destination.of("gitlab", SIGN_IN + "gitlab.url", gitlab.url())));
        signIn.ldap()
                .ifPresent(ldap -> found.add(new Destination("ldap", SIGN_IN + "ldap.host", ldap.host(), ldap.port())));
        signIn.oidc().ifPresent(oidc -> {
            found.add(Destination.of("oidc", SIGN_IN + "oidc.url", oidc.url()));
            if (oidc.userInfoPath().startsWith("https:")) {
                found.add(Destination.of("oidc-people", SIGN_IN + "oidc.userInfoPath", oidc.userInfoPath()));
            }
        });
        return found;
    }
}
