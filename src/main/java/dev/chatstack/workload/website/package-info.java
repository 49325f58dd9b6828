/** A website of a few static files beside the chat. */
@NullMarked
package dev.chatstack.workload.website;

import org.jspecify.annotations.NullMarked;
