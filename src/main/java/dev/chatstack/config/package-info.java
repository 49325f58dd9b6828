/**
 * One environment file as records: what a person may say, and what it means when nothing is said.
 * One package per block of the file. Pure Java: no CDKTF, no cloud.
 */
@NullMarked
package dev.chatstack.config;

import org.jspecify.annotations.NullMarked;
