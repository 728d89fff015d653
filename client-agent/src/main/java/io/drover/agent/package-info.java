/**
 * The node side: it runs allocations and reports on them, and never takes a decision for the cluster.
 */
@NullMarked
package io.drover.agent;

import org.jspecify.annotations.NullMarked;
