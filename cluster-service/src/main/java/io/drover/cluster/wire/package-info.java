/**
 * The border of the state machine: messages are measured here before any codec reads them, so that no length or count that came
 * from outside can lead a read past its message. Nothing here knows what a message means.
 */
@NullMarked
package io.drover.cluster.wire;

import org.jspecify.annotations.NullMarked;
