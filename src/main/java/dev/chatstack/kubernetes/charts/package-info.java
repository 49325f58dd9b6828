/** Helm releases and custom resources, with the versions of every chart and image. */
@NullMarked
package dev.chatstack.kubernetes.charts;

import org.jspecify.annotations.NullMarked;
