/**
 * The servers' end of the node link: joins, authenticated streams, heartbeats and updates merged into commands, assignments pushed,
 * and calls to nodes whose answers the nodes bring themselves. Holds nothing that must survive.
 */
@NullMarked
package io.drover.gateway.edge;

import org.jspecify.annotations.NullMarked;
