/** What acts on AWS for the cluster: the autoscaler of its nodes and the controller of its load balancers. */
@NullMarked
package dev.chatstack.cloud.aws.controllers;

import org.jspecify.annotations.NullMarked;
