package dev.chatstack.movein;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The environment variables of Rocket.Chat's container, wherever they stand. */
final class RocketChatVariables {
    /** Made anew, or the same for everybody here. */
    private static final Set<String> SILENT = Set.of(
            "PORT",
            "DEPLOY_METHOD",
            "DEPLOY_PLATFORM",
            "MONGO_OPLOG_URL",
            "INSTANCE_IP",
            "NODE_ENV",
            "BIND_IP",
            "TZ",
            "METRICS_PORT",
            "OVERWRITE_SETTING_Prometheus_Enabled",
            "OVERWRITE_SETTING_Prometheus_Port",
            "TRANSPORTER",
            "SKIP_PROCESS_EVENT_REGISTRATION",
            "LOG_LEVEL",
            "OVERWRITE_SETTING_Log_Level",
            "EXIT_UNHANDLEDPROMISEREJECTION");

    private static final Pattern SECRET = Pattern.compile(
            ".*(?i:password|secret|token|passwd|private_?key|api_?key|_pass|license|licence|mail_url).*");

    private RocketChatVariables() {}

    /** Carries over what {@code variables} say. */
    static void carry(Map<String, String> variables, OldChat chat) {
        variables.forEach((name, value) -> {
            if (value.isBlank() || SILENT.contains(name)) {
                return;
            }
            switch (name) {
                case "ROOT_URL" -> root(value, chat);
                case "ADMIN_EMAIL" -> chat.carry("chat.adminEmail", value);
                case "MONGO_URL" ->
                    chat.leave(
                            "MONGO_URL",
                            "chatstack makes the database and its account; docs/move-in.md brings the data, from the old URL");
                default -> other(name, value, chat);
            }
        });
    }

    private static void other(String name, String value, OldChat chat) {
        if (SECRET.matcher(name).matches()) {
            chat.leave(
                    name,
                    name.contains("MAIL_URL")
                            ? "it holds a password; create a Secret and name it in chat.settings.mail"
                            : name.toUpperCase(Locale.ROOT).contains("LICEN")
                                    ? "create a Secret with it and name it in chat.licenceSecret"
                                    : "it is secret; create a Secret and name it in chat.settings.overwriteSecrets or its own setting");
        } else if (name.startsWith("OVERWRITE_SETTING_")) {
            overwrite(name.substring("OVERWRITE_SETTING_".length()), value, chat);
        } else if (name.startsWith("ADMIN_")) {
            chat.leave(name, "the first administrator is called admin here; accounts come with the data");
        } else {
            chat.leave(name, "no setting is for it; look at chat.settings in config/README.md");
        }
    }

    private static void overwrite(String id, String value, OldChat chat) {
        if (id.startsWith("SMTP_")) {
            chat.leave(
                    "OVERWRITE_SETTING_" + id,
                    "mail is chat.settings.mail here; create a Secret with user and password");
        } else if (id.startsWith("FileUpload_")) {
            chat.leave(
                    "OVERWRITE_SETTING_" + id,
                    "where files are is chat.settings.uploads here; docs/move-in.md moves them");
        } else if (id.startsWith("LDAP_") || id.startsWith("SAML_") || id.startsWith("Accounts_OAuth")) {
            chat.leave(
                    "OVERWRITE_SETTING_" + id,
                    "ways to sign in are chat.settings.signIn here; docs/sign-in.md has examples");
        } else if (id.equals("Site_Url") || id.equals("Show_Setup_Wizard")) {
            return; // chatstack sets it
        } else {
            chat.overwrite(id, value);
        }
    }

    /** Host and scheme of the public address. */
    static void root(String url, OldChat chat) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() == null
                    || uri.getHost().equals("localhost")
                    || uri.getHost().matches("[0-9.]+")) {
                chat.leave("ROOT_URL " + url, "no host name that others can use; set chat.host");
                return;
            }
            chat.carry("chat.host", uri.getHost());
            if (uri.getPath() != null && uri.getPath().length() > 1) {
                chat.leave("the path " + uri.getPath() + " of ROOT_URL", "the chat has its host for itself here");
            }
            if ("http".equals(uri.getScheme())) {
                chat.leave("plain HTTP of ROOT_URL", "chatstack uses TLS; users' apps need the new https address");
            }
        } catch (IllegalArgumentException e) {
            chat.leave("ROOT_URL " + url, "it is no URL; set chat.host");
        }
    }
}
