/** JMH benchmarks: the service thread's work per command, and the gateway's per job. */
@NullMarked
package io.drover.perf.bench;

import org.jspecify.annotations.NullMarked;
