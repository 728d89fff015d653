/** Scenarios as text: commands, a line of dashes, and what they changed. */
@NullMarked
package io.drover.cluster.scenario;

import org.jspecify.annotations.NullMarked;
