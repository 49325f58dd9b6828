package dev.chatstack.config.cloud;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A machine that is made for the environment, with Docker on it. The {@code at} key chooses the cloud. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "at")
@JsonSubTypes({@JsonSubTypes.Type(value = GoogleMachineConfig.class, name = "google")})
public sealed interface MachineConfig permits GoogleMachineConfig {
    /** Who may sign in to it. */
    List<String> sshAccess();
}
