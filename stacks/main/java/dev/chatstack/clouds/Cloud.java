package dev.chatstack.clouds;

import dev.chatstack.doctor.CloudChecks;

/** What the program asks of the place where an environment runs. {@link Clouds} alone knows which there are. */
public sealed interface Cloud permits ClusterCloud, HostCloud {
    /** What must hold there before a deploy. */
    CloudChecks checks();
}
