/** A website of a few static files next to the chat. */
@NullMarked
package dev.chatstack.workload.website;

import org.jspecify.annotations.NullMarked;
