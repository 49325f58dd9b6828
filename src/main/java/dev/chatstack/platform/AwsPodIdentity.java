package dev.chatstack.platform;

import dev.chatstack.kubernetes.Peer;

/** Where a pod on EKS asks for the credentials of its role: the agent of its own node. */
public final class AwsPodIdentity {
    /** The agent's address, the same on every node. */
    public static final Peer AGENT = new Peer.Addresses("169.254.170.23/32");

    /** Its port. */
    public static final int PORT = 80;

    private AwsPodIdentity() {}
}
