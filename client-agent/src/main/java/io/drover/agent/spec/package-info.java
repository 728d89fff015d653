/**
 * The parts of a job document that the agent acts on, as plain values.
 *
 * <p>Built once per assignment from the canonical API JSON of the job, on the event thread. Absent or null members take the
 * meaning that the document format gives them, so an old agent reads a newer document.
 */
@NullMarked
package io.drover.agent.spec;

import org.jspecify.annotations.NullMarked;
