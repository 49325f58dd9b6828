/** Prometheus, Alertmanager, Grafana, Loki and Tempo, with their rules, dashboards and alert delivery. */
@NullMarked
package dev.chatstack.platform.monitoring;

import org.jspecify.annotations.NullMarked;
