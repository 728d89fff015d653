/**
 * Devices of the node that tasks may ask for: what there is, and what a task gets of it. Nothing here knows how tasks are run.
 */
@NullMarked
package io.drover.agent.device;

import org.jspecify.annotations.NullMarked;
