/**
 * What an agent measures of itself, and the two forms in which it is asked for. Sources are asked when somebody asks; nothing is kept but
 * the last answer.
 */
@NullMarked
package io.drover.gateway.metric;

import org.jspecify.annotations.NullMarked;
