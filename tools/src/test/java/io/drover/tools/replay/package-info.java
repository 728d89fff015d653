/** Tests of replays. */
@NullMarked
package io.drover.tools.replay;

import org.jspecify.annotations.NullMarked;
