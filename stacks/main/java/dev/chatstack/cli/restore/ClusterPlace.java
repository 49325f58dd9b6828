package dev.chatstack.cli.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.workload.backup.MongoBackup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A cluster, reached with kubectl: every step is a Job there, which continues without the person who made it. */
public final class ClusterPlace implements Place {
    private static final Duration PREVIEW = Duration.ofMinutes(10);
    private static final Duration BACKUP = Duration.ofHours(6);

    /** A little more than the Jobs have themselves. */
    private static final Duration RESTORE = Duration.ofMinutes(245);

    /** What the names of Jobs that bring back files begin with. */
    private static final String FILES = "files-";

    private final String environment;
    private final String access;
    private final List<MongoBackup.Client> clients;
    private final Commands kubectl;
    private final ClusterJobs jobs;
    private Optional<String> job = Optional.empty();

    /** The CronJob that brings back files; empty where the cluster has no copies of them. */
    private Optional<String> filesCronJob = Optional.empty();

    /** The Job that brings them back, from the moment that it is known. */
    private Optional<String> filesJob = Optional.empty();

    /** One that has restored, and could not start the chat. */
    private Optional<String> unstarted = Optional.empty();

    /**
     * The place of {@code environment}.
     *
     * @param program the words with which kubectl is called
     * @param access the command with which a person gets a kubeconfig
     * @param clients what must not run during a restore
     * @param pause between two looks at a Job
     */
    public ClusterPlace(
            List<String> program,
            String environment,
            String namespace,
            String access,
            List<MongoBackup.Client> clients,
            Duration pause) {
        this.environment = environment;
        this.access = access;
        this.clients = clients;
        List<String> words = new ArrayList<>(program);
        words.addAll(List.of("-n", namespace));
        this.kubectl = new Commands(words);
        this.jobs = new ClusterJobs(kubectl, access, pause);
    }

    /** The Jobs of its namespace. */
    ClusterJobs jobs() {
        return jobs;
    }

    /** Brings files back as well, with Jobs of {@code cronJob}. */
    public ClusterPlace withFiles(Optional<String> cronJob) {
        filesCronJob = cronJob;
        return this;
    }

    @Override
    public void mustBeRight() {
        JsonNode template = jobs.template("mongodb-restore").orElseGet(MissingNode::getInstance);
        String found = "";
        for (JsonNode variable : template.at("/initContainers/1/env")) {
            if (variable.path("name").asText().equals("ENVIRONMENT")) {
                found = variable.path("value").asText();
            }
        }
        if (!found.equals(environment)) {
            throw new UserError("kubectl speaks to a cluster in which "
                    + (found.isEmpty() ? "there are no backups of a chat" : "the environment " + found + " runs")
                    + ", and not " + environment + ": " + access);
        }
    }

    @Override
    public Optional<String> left() {
        filesJob = jobs.all()
                .filter(each -> isOf(each, filesCronJob.orElse(""))
                        && ClusterJobs.condition(each).isEmpty())
                .map(each -> each.at("/metadata/name").asText())
                .filter(name -> name.startsWith(FILES))
                .findAny();
        Optional<JsonNode> last = jobs.all()
                .filter(each -> Stream.of(Wanted.Kind.values()).anyMatch(kind -> isOf(each, kind)))
                .max(Comparator.comparing(
                        each -> each.at("/metadata/creationTimestamp").asText()));
        if (last.isEmpty()) {
            return files();
        }
        String name = last.get().at("/metadata/name").asText();
        if (ClusterJobs.condition(last.get()).isEmpty()) {
            job = Optional.of(name);
            return Optional.of("the Job " + name + " is under way");
        }
        if (jobs.failed(name)
                .filter(container -> container.startsWith("start-"))
                .isPresent()) {
            unstarted = Optional.of(name);
            return Optional.of("the Job " + name + " has restored, and could not start the chat");
        }
        return files();
    }

    private Optional<String> files() {
        return filesJob.map(name -> "the Job " + name + " is under way");
    }

    private static boolean isOf(JsonNode job, String cronJob) {
        return job.at("/metadata/ownerReferences/0/name").asText().equals(cronJob);
    }

    private static boolean isOf(JsonNode job, Wanted.Kind kind) {
        return isOf(job, kind.cronJob()) && job.at("/metadata/name").asText().startsWith(kind.word() + "-");
    }

    @Override
    public String preview(Wanted wanted) {
        return previewed("preview-" + wanted.which(), wanted.kind().cronJob(), "check", wanted.variables());
    }

    /** What {@code container} of a Job says that changes nothing. */
    String previewed(String name, String cronJob, String container, Map<String, String> variables) {
        kubectl.answer("delete", "job", name, "--ignore-not-found");
        jobs.create(name, cronJob, variables);
        jobs.await(name, PREVIEW);
        String said = kubectl.answer("logs", "job/" + name, "-c", container);
        System.out.print(said);
        kubectl.answer("delete", "job", name, "--ignore-not-found");
        return said;
    }

    @Override
    public void previewFiles(String backup) {
        filesJob = filesCronJob
                .filter(cronJob -> {
                    String said = previewed("preview-" + FILES + backup, cronJob, "restore", Map.of());
                    return said.contains("this was the preview of ") && !said.contains("the preview of 0 files");
                })
                .map(cronJob -> FILES + backup);
    }

    @Override
    public void keep() {
        String name = "mongodb-backup-before-restore";
        // one that is still under way was made by this command, before it was left
        Optional<JsonNode> before = jobs.all()
                .filter(each -> each.at("/metadata/name").asText().equals(name))
                .findAny();
        if (before.isPresent() && !ClusterJobs.condition(before.get()).isEmpty()) {
            kubectl.answer("delete", "job", name, "--ignore-not-found");
        }
        if (before.isEmpty() || !ClusterJobs.condition(before.get()).isEmpty()) {
            kubectl.answer("create", "job", name, "--from=cronjob/mongodb-backup");
        }
        String ended = jobs.await(name, BACKUP);
        if (!ended.equals("Complete")) {
            System.out.print(kubectl.said(List.of("logs", "job/" + name, "-c", "backup", "--tail=20"))
                    .text());
            throw new UserError(
                    "nothing was touched: what is there now could not be backed up; to restore without that,"
                            + " --no-keep");
        }
    }

    @Override
    public void begin(Wanted wanted) {
        // files first: without the database they do no harm, and the chat need not wait for them
        filesJob = filesJob.map(name -> begun(name, filesCronJob.orElseThrow(), Map.of()));
        job = Optional.of(begun(wanted.job(), wanted.kind().cronJob(), wanted.variables()));
    }

    private String begun(String wanted, String cronJob, Map<String, String> variables) {
        List<String> names =
                jobs.all().map(each -> each.at("/metadata/name").asText()).toList();
        String name = wanted;
        for (int attempt = 2; names.contains(name); attempt++) {
            name = wanted + "-" + attempt;
        }
        jobs.create(name, cronJob, variables);
        return name;
    }

    @Override
    public String leaving() {
        return "You may leave: the Job " + job.orElse("")
                + " continues in the cluster, and starts the chat at its end. Run the same"
                + " command to watch it again.";
    }

    @Override
    public void follow() {
        if (job.isEmpty()) {
            return;
        }
        String name = job.get();
        String condition = jobs.follow(name, RESTORE, container -> true, () -> false);
        if (condition.isEmpty()) {
            throw new UserError("the Job " + name + " has not ended: kubectl describe job " + name);
        }
        if (!condition.equals("Complete")) {
            throw new UserError(failure(name, jobs.failed(name).orElse("")));
        }
    }

    private static String failure(String job, String container) {
        if (container.equals("restore")) {
            return "the Job " + job
                    + " failed: the database is incomplete and the chat stays stopped; type the command again, or"
                    + " restore another backup";
        }
        if (container.startsWith("start-")) {
            return "the Job " + job + " has restored, and could not start the chat; type the command again";
        }
        if (container.startsWith("stop-") || container.startsWith("gone-")) {
            return "the Job " + job + " failed in " + container
                    + ": the database was not touched, the chat may be stopped."
                    + " docs/backups.md says what keeps a pod from ending; then type the command again";
        }
        if (container.isEmpty()) {
            return "the Job " + job + " failed without a container that did: kubectl describe job " + job
                    + "; then type the command again";
        }
        return "the Job " + job + " failed in " + container + ": nothing was touched";
    }

    @Override
    public void back() {
        if (job.filter(name -> name.startsWith(Wanted.Kind.BESIDE.word() + "-")).isPresent()) {
            return;
        }
        for (MongoBackup.Client client : clients) {
            if (unstarted.isPresent()) {
                kubectl.answer("scale", "deployment/" + client.name(), "--replicas=" + client.replicas());
            }
            System.out.print(kubectl.answer("rollout", "status", "deployment/" + client.name(), "--timeout=15m"));
        }
        // it is not to be taken up once more
        unstarted.ifPresent(name -> kubectl.answer("delete", "job", name, "--ignore-not-found"));
        filesJob.ifPresent(this::filesAreBack);
    }

    private void filesAreBack(String name) {
        String ended = jobs.await(name, RESTORE);
        System.out.print(kubectl.said(List.of("logs", "job/" + name, "-c", "restore", "--tail=20"))
                .text());
        if (!ended.equals("Complete")) {
            throw new UserError("the chat is back, but not all of its files: the Job " + name
                    + " failed. Create it again: kubectl create job " + name + "-again --from=cronjob/"
                    + filesCronJob.orElseThrow());
        }
    }
}
