/** Puts the drivers of an agent together from its configuration. */
@NullMarked
package io.drover.agent.driver.set;

import org.jspecify.annotations.NullMarked;
