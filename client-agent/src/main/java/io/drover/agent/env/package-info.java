/** The environment of tasks and the replacement of {@code ${...}} in what jobs say. Pure; no thread of its own. */
@NullMarked
package io.drover.agent.env;

import org.jspecify.annotations.NullMarked;
