/**
 * Services that allocations of this node offer, and the checks which watch them.
 *
 * <p>Registrations themselves live in the cluster; here is decided which ones should exist. All state belongs to the event
 * thread, probes run on workers.
 */
@NullMarked
package io.drover.agent.service;

import org.jspecify.annotations.NullMarked;
