/** The block {@code monitoring}: how long metrics, logs and traces are kept, who opens Grafana, and where alerts go. */
@NullMarked
package dev.chatstack.config.monitoring;

import org.jspecify.annotations.NullMarked;
