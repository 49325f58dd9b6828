/** What people came for, one package per product. This package holds what they tell monitoring about themselves. */
@NullMarked
package dev.chatstack.workload;

import org.jspecify.annotations.NullMarked;
