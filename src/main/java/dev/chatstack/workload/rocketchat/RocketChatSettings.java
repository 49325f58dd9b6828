package dev.chatstack.workload.rocketchat;

import dev.chatstack.cloud.ObjectBucket;
import dev.chatstack.config.chat.ChatSettingsConfig;
import dev.chatstack.config.chat.MailConfig;
import dev.chatstack.config.chat.SignInConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.config.values.FreeText;
import dev.chatstack.kubernetes.pod.EnvValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of Rocket.Chat as environment variables: {@code OVERWRITE_SETTING_} and the setting's id, forced at every start.
 *
 * <p>The ids are those of the server's own source, apps/meteor/server/settings.
 */
public final class RocketChatSettings {
    private static final String FORCED = "OVERWRITE_SETTING_";

    private final Map<String, FreeText> plain = new TreeMap<>();
    private final Map<String, EnvValue.FromSecret> secret = new TreeMap<>();

    /** Renders {@code config}; {@code bucket} is the one of the cluster's stack, for a file that names none. */
    public RocketChatSettings(ChatSettingsConfig config, Optional<ObjectBucket> bucket) {
        set("Show_Setup_Wizard", "completed");
        set("Prometheus_Enabled", "true");
        set("Prometheus_Port", String.valueOf(RocketChatPod.METRICS_PORT));
        set("Accounts_RegistrationForm", config.registration().setting());
        set("FileUpload_MaxFileSize", String.valueOf(config.maxFileMegabytes() * 1024L * 1024L));
        set("FileUpload_MediaTypeWhiteList", config.mediaTypes());
        set("FileUpload_ProtectFiles", "true");
        uploads(config.uploads(), bucket);
        config.retention().ifPresent(this::retention);
        config.mail().ifPresent(this::mail);
        config.signIn().ifPresent(this::signIn);
        config.overwrite().forEach(this::set);
        config.overwriteSecrets().forEach((id, value) -> set(id, value.secret(), value.key()));
    }

    /** What may be read by anyone who may read ConfigMaps. */
    public Map<String, FreeText> plain() {
        return plain;
    }

    /** What comes from Secrets. */
    public Map<String, EnvValue.FromSecret> secret() {
        return secret;
    }

    private void set(String id, String value) {
        set(id, FreeText.of(value));
    }

    private void set(String id, FreeText value) {
        plain.put(FORCED + id, value);
    }

    private void set(String id, String secretName, String key) {
        secret.put(FORCED + id, EnvValue.secret(secretName, key));
    }

    private void uploads(UploadsConfig uploads, Optional<ObjectBucket> bucket) {
        switch (uploads) {
            case UploadsConfig.GridFs database -> set("FileUpload_Storage_Type", "GridFS");
            case UploadsConfig.Filesystem volume -> {
                set("FileUpload_Storage_Type", "FileSystem");
                set("FileUpload_FileSystemPath", RocketChatPod.UPLOADS);
            }
            case UploadsConfig.S3 s3 -> s3(s3, bucket);
            case UploadsConfig.Gcs gcs -> {
                set("FileUpload_Storage_Type", "GoogleCloudStorage");
                set("FileUpload_GoogleStorage_Bucket", chosen(gcs.bucket(), bucket.map(ObjectBucket::name)));
                set("FileUpload_GoogleStorage_Proxy_Uploads", "true");
                set("FileUpload_GoogleStorage_AccessId", gcs.secret(), "email");
                set("FileUpload_GoogleStorage_Secret", gcs.secret(), "key");
            }
        }
    }

    private void s3(UploadsConfig.S3 s3, Optional<ObjectBucket> bucket) {
        set("FileUpload_Storage_Type", "AmazonS3");
        set("FileUpload_S3_Bucket", chosen(s3.bucket(), bucket.map(ObjectBucket::name)));
        set("FileUpload_S3_Region", chosen(s3.region(), bucket.map(ObjectBucket::region)));
        // a private bucket takes no access lists; people get files through the chat, which knows who may
        set("FileUpload_S3_Acl", "");
        set("FileUpload_S3_Proxy_Uploads", "true");
        set("FileUpload_S3_Proxy_Avatars", "true");
        s3.endpoint().ifPresent(url -> {
            set("FileUpload_S3_BucketURL", url);
            set("FileUpload_S3_ForcePathStyle", "true");
        });
        s3.secret().ifPresent(keys -> {
            set("FileUpload_S3_AWSAccessKeyId", keys, "accessKey");
            set("FileUpload_S3_AWSSecretAccessKey", keys, "secretKey");
        });
    }

    /** The rules have seen to it that one of them is there. */
    private static String chosen(Optional<String> setting, Optional<String> ofTheCluster) {
        return setting.or(() -> ofTheCluster).orElseThrow();
    }

    private void retention(ChatSettingsConfig.RetentionConfig retention) {
        set("RetentionPolicy_Enabled", "true");
        set("RetentionPolicy_FilesOnly", String.valueOf(retention.filesOnly()));
        String milliseconds = String.valueOf(retention.days() * 86_400_000L);
        for (String rooms : new String[] {"Channels", "Groups", "DMs"}) {
            set("RetentionPolicy_AppliesTo" + rooms, "true");
            set("RetentionPolicy_TTL_" + rooms, milliseconds);
        }
    }

    private void mail(MailConfig mail) {
        set("SMTP_Protocol", mail.port() == 465 ? "smtps" : "smtp");
        set("SMTP_Host", mail.host());
        set("SMTP_Port", String.valueOf(mail.port()));
        set("SMTP_IgnoreTLS", "false");
        set("From_Email", mail.from());
        mail.secret().ifPresent(account -> {
            set("SMTP_Username", account, "username");
            set("SMTP_Password", account, "password");
        });
    }

    private void signIn(SignInConfig signIn) {
        signIn.github().ifPresent(github -> oauth("Github", github.secret()));
        signIn.gitlab().ifPresent(gitlab -> {
            oauth("Gitlab", gitlab.secret());
            set("API_Gitlab_URL", gitlab.url());
        });
        signIn.google().ifPresent(google -> oauth("Google", google.secret()));
        signIn.ldap().ifPresent(this::ldap);
        signIn.saml().ifPresent(this::saml);
        signIn.oidc().ifPresent(provider -> {
            OidcProvider oidc = new OidcProvider(provider);
            oidc.plain().forEach((id, value) -> plain.put(id, FreeText.of(value)));
            secret.putAll(oidc.secret());
        });
    }

    private void oauth(String provider, String secretName) {
        set("Accounts_OAuth_" + provider, "true");
        set("Accounts_OAuth_" + provider + "_id", secretName, "id");
        set("Accounts_OAuth_" + provider + "_secret", secretName, "secret");
    }

    private void ldap(SignInConfig.LdapConfig ldap) {
        set("LDAP_Enable", "true");
        set("LDAP_Host", ldap.host());
        set("LDAP_Port", String.valueOf(ldap.port()));
        set("LDAP_Encryption", ldap.encryption().toString());
        set("LDAP_BaseDN", ldap.baseDn());
        set("LDAP_Authentication", "true");
        set("LDAP_Authentication_UserDN", ldap.secret(), "userDn");
        set("LDAP_Authentication_Password", ldap.secret(), "password");
        set("LDAP_Server_Type", ldap.serverType().setting());
        // the one that the kind of directory makes Rocket.Chat read
        String kind = ldap.serverType() == SignInConfig.LdapConfig.ServerType.ACTIVE_DIRECTORY ? "AD_" : "";
        set("LDAP_" + kind + "User_Search_Field", ldap.userField());
        set("LDAP_" + kind + "Username_Field", ldap.userField());
        set("LDAP_User_Search_Filter", ldap.filter());
    }

    private void saml(SignInConfig.SamlConfig saml) {
        set("SAML_Custom_Default", "true");
        set("SAML_Custom_Default_provider", "default");
        set("SAML_Custom_Default_entry_point", saml.entryPoint());
        set("SAML_Custom_Default_issuer", saml.issuer());
        set("SAML_Custom_Default_signature_validation_type", "All");
        set("SAML_Custom_Default_cert", saml.secret(), "certificate");
    }
}
