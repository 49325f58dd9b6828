package dev.chatstack.docker;

import com.hashicorp.cdktf.providers.docker.container.Container;
import com.hashicorp.cdktf.providers.docker.container.ContainerUpload;
import com.hashicorp.cdktf.providers.docker.container.ContainerVolumes;
import com.hashicorp.cdktf.providers.docker.volume.Volume;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Literal;
import dev.chatstack.kubernetes.charts.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Brings to the machine what its containers read. A container that runs once fills the folders: it takes files as they come, and
 * makes every password, key and certificate itself, so that none is in the synthesized JSON or in Terraform's state.
 *
 * <p>It is the only one that runs as root: each secret belongs to the one user who reads it. It has no network.
 */
public final class Delivery extends Construct {
    /** Ends the name of its container. */
    public static final String NAME = "delivery";

    /** Where its container has the passwords that it made, and what people have put on the machine. */
    public static final List<String> SECRETS = List.of("/passwords", "/given");

    private static final String ROOM = "/deliver/";

    private final DockerHost host;
    private final Container container;
    private final List<Folder> folders = new ArrayList<>();
    private final Map<String, String> passwords = new TreeMap<>();
    private final Map<String, Integer> owners = new LinkedHashMap<>();
    private final List<ContainerVolumes> volumes = new ArrayList<>();

    /** Defines the delivery for {@code host}. */
    public Delivery(Construct scope, DockerHost host) {
        super(scope, NAME);
        this.host = host;
        Service once = Service.of(NAME, Versions.image("haproxy"), 0, new Service.Limits(128, 1))
                .entrypoint("bash", ROOM + "deliver.sh")
                .keeps(host.named("passwords"), SECRETS.get(0))
                .looksAt(host.secrets(), SECRETS.get(1));
        container = new HardenedTask(this, host, once, List.of()).resource();
        // to give away files, and to read what a person has put there for root alone
        container.addOverride("capabilities.add", List.of("CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER"));
        once.mounts.forEach((path, mount) -> volumes.add(mount.at(path)));
        render();
    }

    /** A folder called {@code name} for the container that runs as the user {@code reader}. Fill it, then {@link #deliver} it. */
    public Folder folder(String name, int reader) {
        Volume made = Volume.Builder.create(this, "folder-" + name)
                .name(host.named(name + "-files"))
                .build();
        return new Folder(name, made.getName(), reader);
    }

    /** Fills {@code folder} on the machine. */
    public Folder deliver(Folder folder) {
        folders.add(folder);
        volumes.add(new Mount(folder.volume(), false).at("/folders/" + folder.name()));
        render();
        return folder;
    }

    /**
     * A password of {@code length} letters and digits, made on the machine when it is not there or its revision is another.
     *
     * @return what stands for it in the text of a secret
     */
    public String password(String name, int length, int revision) {
        passwords.put(name, length + " " + revision);
        render();
        return SecretPlaceholders.password(name, revision);
    }

    /**
     * A password that is made once and stays while {@code volume} holds something, which cannot be read with another.
     *
     * @param volume as {@link #data} was told of it
     */
    public String key(String name, int length, String volume) {
        passwords.put(name, length + " 1 " + volume);
        render();
        return SecretPlaceholders.password(name, 1);
    }

    /** A volume that outlives the environment, called {@code name}, which belongs to {@code user}. */
    public String data(String name, int user) {
        return own(host.named(name), name, user);
    }

    /** A folder of the machine, made when it is not there, which belongs to {@code user}. */
    public String directory(String path, int user) {
        return own(path, "directory" + path.replace('/', '-'), user);
    }

    /** The container that delivers: what reads a folder must wait for this container. */
    public Container resource() {
        return container;
    }

    private String own(String source, String name, int user) {
        if (owners.put("/owned/" + name, user) != null) {
            return source;
        }
        volumes.add(new Mount(source, false).at("/owned/" + name));
        render();
        return source;
    }

    private void render() {
        List<ContainerUpload> uploads = new ArrayList<>();
        uploads.add(upload("deliver.sh", ConfigFiles.resource("/docker/deliver.sh")));
        uploads.add(upload("passwords", lines(passwords)));
        uploads.add(upload("owners", lines(owners)));
        for (Folder folder : folders) {
            uploads.add(upload(folder.name() + "/secrets", folder.secretLines()));
            folder.files().forEach((path, content) -> uploads.add(upload(folder.name() + "/files/" + path, content)));
        }
        container.putUpload(uploads);
        container.putVolumes(volumes);
    }

    /** An upload must not be empty. */
    private static ContainerUpload upload(String file, String content) {
        return ContainerUpload.builder()
                .file(ROOM + file)
                .content(content.isEmpty() ? "\n" : Literal.of(content))
                .build();
    }

    private static String lines(Map<String, ?> values) {
        StringBuilder lines = new StringBuilder();
        values.forEach(
                (key, value) -> lines.append(key).append(' ').append(value).append('\n'));
        return lines.toString();
    }
}
