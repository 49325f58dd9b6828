/** How people reach a workload from outside the cluster: ingress, Route, load balancer, application gateway. */
@NullMarked
package dev.chatstack.workload.wayin;

import org.jspecify.annotations.NullMarked;
