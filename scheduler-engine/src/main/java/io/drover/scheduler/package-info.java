/**
 * The scheduler: a pure library without clock, log, or I/O. It reads state through a view and writes a plan.
 */
@NullMarked
package io.drover.scheduler;

import org.jspecify.annotations.NullMarked;
