package dev.chatstack.docker;

import com.hashicorp.cdktf.providers.docker.container.ContainerVolumes;

/** A volume by its name, a folder of the machine by its absolute path, or, by nothing, a volume that ends with the container. */
record Mount(String source, boolean readOnly) {
    /** Rendered for a container that has it at {@code path}. */
    ContainerVolumes at(String path) {
        ContainerVolumes.Builder rendered =
                ContainerVolumes.builder().containerPath(path).readOnly(readOnly);
        if (source.startsWith("/")) {
            rendered.hostPath(source);
        } else if (!source.isEmpty()) {
            rendered.volumeName(source);
        }
        return rendered.build();
    }
}
