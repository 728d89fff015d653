/**
 * What the schema language cannot say about the node link: how a payload is cut into frames, authenticated, and put together again.
 * Shared by the two ends of the link, which share nothing else.
 */
@NullMarked
package io.drover.sbe.frame;

import org.jspecify.annotations.NullMarked;
