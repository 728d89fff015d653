/** Decodes a task's {@code Config} object for a driver, with the error texts that users know. */
@NullMarked
package io.drover.agent.driver.config;

import org.jspecify.annotations.NullMarked;
