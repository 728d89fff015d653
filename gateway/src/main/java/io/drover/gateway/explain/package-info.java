/** Why a group is placed where it is, or nowhere: what the scheduler finds of each node, put in words and counted. */
@NullMarked
package io.drover.gateway.explain;

import org.jspecify.annotations.NullMarked;
