package dev.chatstack.config.rules;

import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.SignInConfig;
import java.util.Optional;

/**
 * Which ways to sign in need a licence from Rocket.Chat 9 on. OpenID Connect does (notes of 9.0.0). LDAP and SAML are announced (notes of
 * 8.8.0) and may already be enforced: without a licence the sign-in button goes.
 */
final class SignInRules {
    private static final int FIRST_LICENSED = 9;
    private static final String REMEDY =
            "Name the Secret that holds the licence in chat.licenceSecret, stay on Rocket.Chat 8, or sign people in with github, gitlab or google";
    private static final String REFUSED = "needs a licence from Rocket.Chat 9 on. " + REMEDY;
    private static final String WARNED =
            "Rocket.Chat announced that this needs a licence from version 9 on; without one nobody can sign in this way. "
                    + REMEDY;

    private SignInRules() {}

    /** Finds what {@code chat}, which names no licence, cannot have. */
    static void haveALicence(RocketChatConfig chat, Findings findings) {
        if (major(chat.version()) < FIRST_LICENSED) {
            return;
        }
        Optional<SignInConfig> signIn = chat.settings().signIn();
        signIn.flatMap(SignInConfig::ldap).ifPresent(ldap -> findings.warn("chat.settings.signIn.ldap", WARNED));
        signIn.flatMap(SignInConfig::saml).ifPresent(saml -> findings.warn("chat.settings.signIn.saml", WARNED));
        signIn.flatMap(SignInConfig::oidc)
                .ifPresent(oidc -> findings.refuse("chat.settings.signIn.oidc", REFUSED, "a block"));
        for (String setting : chat.settings().overwrite().keySet()) {
            String path = "chat.settings.overwrite." + setting;
            if (setting.startsWith("Accounts_OAuth_Custom")) {
                findings.refuse(path, REFUSED, "a setting");
            } else if (setting.equals("LDAP_Enable") || setting.startsWith("SAML_Custom_")) {
                findings.warn(path, WARNED);
            }
        }
    }

    private static int major(String version) {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }
}
