/** The block {@code mongodb}: the replica set in the cluster, or a database that another team runs. */
@NullMarked
package dev.chatstack.config.database;

import org.jspecify.annotations.NullMarked;
