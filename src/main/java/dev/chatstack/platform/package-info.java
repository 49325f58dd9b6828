/** What a cluster gets once, before any workload: storage classes, the autoscaler, the controllers of load balancers. */
@NullMarked
package dev.chatstack.platform;

import org.jspecify.annotations.NullMarked;
