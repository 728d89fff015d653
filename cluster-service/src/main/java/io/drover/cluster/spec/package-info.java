/** What the state machine itself reads of scheduling specs: group names, update and reschedule rules, and whether they are sound. */
@NullMarked
package io.drover.cluster.spec;

import org.jspecify.annotations.NullMarked;
