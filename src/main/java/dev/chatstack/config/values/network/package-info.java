/** Settings that name addresses, networks, ports and hosts, and what is refused of them. */
@NullMarked
package dev.chatstack.config.values.network;

import org.jspecify.annotations.NullMarked;
