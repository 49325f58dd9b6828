/** What people have (a compose file, values of a chart, a template) as an environment file. */
@NullMarked
package dev.chatstack.movein;

import org.jspecify.annotations.NullMarked;
