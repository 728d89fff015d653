/**
 * The media driver that carries node links: its endpoints, its pace, its time-outs. The endpoints build on the driver's extension
 * points, which Aeron may change with any version; their tests fail when it does.
 */
@NullMarked
package io.drover.gateway.edge.driver;

import org.jspecify.annotations.NullMarked;
