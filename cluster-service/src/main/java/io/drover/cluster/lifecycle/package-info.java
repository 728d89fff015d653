/**
 * What follows from what: each status has one method that changes it, together with everything derived from it (summaries, usage,
 * registrations, deployment counters, job status), so that they cannot disagree.
 */
@NullMarked
package io.drover.cluster.lifecycle;

import org.jspecify.annotations.NullMarked;
