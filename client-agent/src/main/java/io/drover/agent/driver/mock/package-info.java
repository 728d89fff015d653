/** The {@code mock_driver}: tasks without processes that behave as their configuration says, for tests and simulations. */
@NullMarked
package io.drover.agent.driver.mock;

import org.jspecify.annotations.NullMarked;
