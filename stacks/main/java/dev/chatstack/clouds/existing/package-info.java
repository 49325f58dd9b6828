/** A cluster that another team runs. */
@NullMarked
package dev.chatstack.clouds.existing;

import org.jspecify.annotations.NullMarked;
