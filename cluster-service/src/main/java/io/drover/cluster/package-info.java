/**
 * The replicated state machine: commands in, replies and changes out. Only the member package below touches
 * files, network or configuration.
 */
@NullMarked
package io.drover.cluster;

import org.jspecify.annotations.NullMarked;
