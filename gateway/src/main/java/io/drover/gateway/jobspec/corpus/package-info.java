/**
 * Judges folders of job files that were recorded with what they must become: {@code perf/run corpus DIR} and the tests use it,
 * the server never does.
 */
@NullMarked
package io.drover.gateway.jobspec.corpus;

import org.jspecify.annotations.NullMarked;
