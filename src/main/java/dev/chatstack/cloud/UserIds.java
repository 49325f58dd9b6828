package dev.chatstack.cloud;

/** Who decides the user id that a container runs as. */
public enum UserIds {
    /** The workload: the id its image was made for. */
    FROM_IMAGE,
    /** The cluster: OpenShift gives each namespace a range and refuses any other id. */
    ASSIGNED
}
