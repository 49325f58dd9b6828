package dev.chatstack.kubernetes.charts;

import com.hashicorp.cdktf.AssetType;
import com.hashicorp.cdktf.TerraformAsset;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.constructs.Construct;

/**
 * Objects of kinds that a chart brings, such as a Gateway: {@code kubernetes_manifest} would need the kind to exist when the plan is
 * made. They go through a local chart that prints what it is given.
 */
public final class CustomResources extends Construct {
    /** Applies {@code manifests} in {@code namespace} as the Helm release {@code name}. */
    public CustomResources(Construct scope, Namespace namespace, String name, List<Values> manifests) {
        super(scope, name);
        TerraformAsset chart = TerraformAsset.Builder.create(this, "chart")
                .path(Chart.FOLDER.toString())
                .type(AssetType.DIRECTORY)
                .build();
        HelmRelease.begin(this, namespace, name)
                .chart("./" + chart.getPath())
                .values(List.of(HelmRelease.yaml(Values.of("manifests", manifests))))
                .build();
    }

    /** The chart as a folder, which CDKTF copies when it synthesizes: nobody else can write there, and it goes when this program ends. */
    private static final class Chart {
        static final Path FOLDER = unpack();

        private static Path unpack() {
            try {
                Path folder = goes(Files.createTempDirectory("chatstack-chart-"));
                goes(Files.createDirectory(folder.resolve("templates")));
                for (String file : List.of("Chart.yaml", "templates/manifests.yaml")) {
                    goes(Files.writeString(folder.resolve(file), ConfigFiles.resource("/charts/manifests/" + file)));
                }
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack the chart for custom resources", e);
            }
        }

        /** With the program, in reverse order: a folder goes after what is in it. */
        private static Path goes(Path path) {
            path.toFile().deleteOnExit();
            return path;
        }
    }
}
