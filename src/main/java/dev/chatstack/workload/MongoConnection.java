package dev.chatstack.workload;

import dev.chatstack.kubernetes.EnvValue;
import dev.chatstack.kubernetes.Peer;

/**
 * How a client reaches MongoDB: the pods to open a network path to, and the Secret holding the URI. Never the URI itself.
 *
 * @param uri a URI of all members, whatever their number
 * @param secretsRevision changes when the URI does
 */
public record MongoConnection(Peer server, int port, EnvValue uri, String secretsRevision) {}
