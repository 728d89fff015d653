/**
 * The words in which the agent and the rest of the system speak: assignments in, updates and registrations out.
 *
 * <p>Plain immutable values. The transport turns them into messages and back; nothing else in the agent knows how.
 */
@NullMarked
package io.drover.agent.model;

import org.jspecify.annotations.NullMarked;
