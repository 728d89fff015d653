/**
 * The whole node side put together: fingerprints, drivers, the agent and its link with the cluster.
 *
 * <p>This is what a program starts; it needs nothing else of this module but the settings.
 */
@NullMarked
package io.drover.agent.node;

import org.jspecify.annotations.NullMarked;
