/** What an environment costs a month: reviewed price lists, and a bill for each cloud. */
@NullMarked
package dev.chatstack.cost;

import org.jspecify.annotations.NullMarked;
