package dev.chatstack.cli.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cli.restore.Source;
import dev.chatstack.cloud.ObjectBucket;
import dev.chatstack.config.Environment;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.config.setting.Variants;
import dev.chatstack.config.values.FreeText;
import dev.chatstack.stacks.ChatProduct;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.workload.rocketchat.RocketChatPod;
import dev.chatstack.workload.rocketchat.RocketChatSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The backups of one environment restored into another one: whether that may be, and what the database does not bring. */
public record Elsewhere(Environment from, Environment to) {
    private static final String STORE = "RCLONE_CONFIG_STORE_";

    private static final String ADDRESS = "OVERWRITE_SETTING_Site_Url";
    private static final String MAIL = "OVERWRITE_SETTING_SMTP_Host";

    /** What turns on each way to sign in by another server. */
    private static final Pattern SIGN_IN =
            Pattern.compile("OVERWRITE_SETTING_(Accounts_OAuth_[A-Za-z]+(-[^-]+)?|LDAP_Enable|SAML_Custom_Default)");

    /** Refuses what cannot work, with every reason. */
    public void mustBeRight() {
        if (from.name().equals(to.name())) {
            throw new UserError("--from: must be another environment than -e; for its own backups leave --from out");
        }
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new UserError("the backups of " + from.name() + " cannot be restored into " + to.name()
                    + " like this; nothing was touched:\n  " + String.join("\n  ", problems));
        }
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!from.config().mongodb().isOurs()) {
            problems.add(from.name() + ": mongodb.external is backed up by another team; ask the team for a dump");
        }
        if (from.config().chat() instanceof RocketChatConfig old
                && to.config().chat() instanceof RocketChatConfig here) {
            uploads(old.settings().uploads(), here.settings().uploads()).ifPresent(problems::add);
            pointers(old, here, problems);
        } else if (!from.config().chat().getClass().equals(to.config().chat().getClass())) {
            problems.add("chat.product: " + from.name() + " is "
                    + from.config().chat().productName() + ", " + to.name() + " is "
                    + to.config().chat().productName() + "; neither reads the database of the other");
        }
        return problems;
    }

    private Optional<String> uploads(UploadsConfig old, UploadsConfig here) {
        if (old instanceof UploadsConfig.GridFs) {
            return Optional.empty();
        }
        if (!old.getClass().equals(here.getClass())) {
            return Optional.of("chat.settings.uploads.store: the files of " + from.name() + " are in " + word(old)
                    + ", and " + to.name() + " has " + word(here) + ", where nobody finds them. Set it to " + word(old)
                    + " in " + to.name() + ", deploy, and copy the files");
        }
        boolean same = bucket(old).isPresent() && bucket(old).equals(bucket(here));
        return same
                ? Optional.of("chat.settings.uploads.bucket: both use `"
                        + bucket(old).get() + "`: a message that is deleted in " + to.name()
                        + " takes along the file of "
                        + from.name() + ". Give " + to.name() + " a separate bucket")
                : Optional.empty();
    }

    private static Optional<String> bucket(UploadsConfig uploads) {
        return switch (uploads) {
            case UploadsConfig.S3 s3 -> s3.bucket();
            case UploadsConfig.Gcs gcs -> gcs.bucket();
            case UploadsConfig.GridFs database -> Optional.empty();
            case UploadsConfig.Filesystem volume -> Optional.empty();
        };
    }

    private static String word(UploadsConfig uploads) {
        return Variants.word(UploadsConfig.class, uploads);
    }

    /** What the database of the one says, and the file of the other does not say otherwise. */
    private void pointers(RocketChatConfig old, RocketChatConfig here, List<String> problems) {
        String address = here.exposure().url(here.host());
        String before = old.exposure().url(old.host());
        RocketChatSettings ours = settings(here);
        if (!before.equals(address) && !FreeText.of(address).equals(ours.plain().get(ADDRESS))) {
            problems.add(path(ADDRESS) + ": the database of " + from.name() + " says " + before
                    + ", so links and sign-in would lead there. Set it to " + address + " in " + to.name()
                    + " and deploy");
        }
        settings(old).plain().forEach((id, value) -> {
            if (reaches(id, value)
                    && !ours.plain().containsKey(id)
                    && !ours.secret().containsKey(id)) {
                problems.add(path(id) + ": " + from.name() + " uses it, and its database brings it to " + to.name()
                        + ". Set it in " + to.name() + (id.equals(MAIL) ? " (\"\"" : " (\"false\"")
                        + " turns it off), or configure the block for it there, and deploy");
            }
        });
    }

    private static RocketChatSettings settings(RocketChatConfig chat) {
        return new RocketChatSettings(chat.settings(), Optional.of(new ObjectBucket("", "")));
    }

    private static String path(String id) {
        return "chat.settings.overwrite." + id.replaceFirst("^OVERWRITE_SETTING_", "");
    }

    /** Whether a setting lets people sign in by another server, or sends them mail. */
    private static boolean reaches(String id, FreeText value) {
        return id.equals(MAIL)
                || (value.equals(FreeText.of("true")) && SIGN_IN.matcher(id).matches());
    }

    /**
     * The source as the scripts find it.
     *
     * @param stacks what was synthesized for it; asked only where its cloud knows the store
     */
    public Source source(Supplier<Blueprint> stacks) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("RESTORE_FROM", from.name());
        if (isInABucket(from.config().backup().store())) {
            stacks.get().all("kubernetes_cron_job_v1").stream()
                    .filter(cronJob -> cronJob.name().equals("mongodb-restore"))
                    .flatMap(cronJob -> cronJob.list("/spec/job_template/spec/template/spec/init_container/1/env"))
                    .forEach(variable -> of(variable, variables));
        }
        return new Source(from.name(), variables);
    }

    private static boolean isInABucket(BackupStoreConfig store) {
        return switch (store) {
            case BackupStoreConfig.Bucket bucket -> true;
            case BackupStoreConfig.S3 s3 -> true;
            case BackupStoreConfig.Directory directory -> false;
            case BackupStoreConfig.Volume volume -> false;
        };
    }

    /** A key is not taken along: the store is read with what the reader has. */
    private static void of(JsonNode variable, Map<String, String> variables) {
        String name = variable.path("name").asText();
        String value = variable.path("value").asText("");
        if (name.equals("BACKUP_STORE")) {
            variables.put("FROM_STORE", value.replaceFirst("^store:", "from:"));
        } else if (name.startsWith(STORE) && !value.isEmpty() && !name.endsWith("ENV_AUTH")) {
            variables.put(name.replace(STORE, "RCLONE_CONFIG_FROM_"), value);
        }
    }

    /** What is to be done after it, because the database does not hold it. */
    public List<String> afterwards() {
        List<String> lines = new ArrayList<>();
        from.config()
                .chat()
                .uploads()
                .map(this::files)
                .orElse(Optional.of(
                        "files that people sent are not in the database: docs/chathub.md#backups copies them"))
                .ifPresent(lines::add);
        lines.add("what administrators set in the chat of " + from.name()
                + " came along: look at sign-in, webhooks and the registration in the administration of " + to.name());
        return lines;
    }

    private Optional<String> files(UploadsConfig uploads) {
        return switch (uploads) {
            case UploadsConfig.GridFs database -> Optional.empty();
            case UploadsConfig.Filesystem volume ->
                Optional.of("files that people sent are on the volume of " + from.name() + ", copy them.\n  There: "
                        + pod(from, "exec") + " -cf - . > uploads.tar\n  Here:  " + pod(to, "exec -i")
                        + " -xkf - < uploads.tar");
            case UploadsConfig.S3 s3 -> Optional.of(copy(s3.bucket()));
            case UploadsConfig.Gcs gcs -> Optional.of(copy(gcs.bucket()));
        };
    }

    private static String pod(Environment environment, String exec) {
        return "kubectl -n " + environment.config().chat().namespace() + " " + exec + " deploy/"
                + ChatProduct.of(environment).deployments().get(0).name()
                + " -c rocketchat -- tar -C " + RocketChatPod.UPLOADS;
    }

    private String copy(Optional<String> bucket) {
        return "files that people sent are in the bucket of " + from.name() + ", copy them: rclone copy " + from.name()
                + ":" + bucket.orElse("UPLOADS") + " " + to.name() + ":UPLOADS";
    }
}
