/** What the pods of a synthesized stack ask for, read from typed resources and from the charts. */
@NullMarked
package dev.chatstack.capacity.demand;

import org.jspecify.annotations.NullMarked;
