/** When launches of periodic jobs are due: integers only, no clock, and the time zone's rules travel with the job. */
@NullMarked
package io.drover.cluster.periodic;

import org.jspecify.annotations.NullMarked;
