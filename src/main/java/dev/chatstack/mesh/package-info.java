/** Istio: the installation, its gateway, and the routes and authorizations of the workloads. */
@NullMarked
package dev.chatstack.mesh;

import org.jspecify.annotations.NullMarked;
