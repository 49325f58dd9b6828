package dev.chatstack.docker.programs;

import com.hashicorp.cdktf.ITerraformDependable;
import dev.chatstack.docker.Delivery;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.docker.HardenedTask;
import dev.chatstack.docker.Service;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.workload.mongodb.MongoMember;
import java.util.List;
import software.constructs.Construct;

/** Programs that an image lacks: brought from the image that has them into a volume, which others mount. */
final class ToolVolume {
    /** Where the volume is mounted. */
    static final String FOLDER = "/tools";

    private ToolVolume() {}

    /** The volume's name. */
    static String volume(Delivery delivery) {
        return delivery.data("tools", MongoMember.USER);
    }

    /** Brings {@code program} of {@code image}, as it is called in {@code versions.yaml}; the result must be there before it is used. */
    static ITerraformDependable bring(
            Construct scope, DockerHost host, Delivery delivery, String image, String program) {
        Service copy = Service.of(image, Versions.image(image), MongoMember.USER, new Service.Limits(64, 0.5))
                .entrypoint("cp", program, FOLDER + "/")
                .keeps(volume(delivery), FOLDER);
        return new HardenedTask(scope, host, copy, List.of(delivery.resource())).resource();
    }
}
