/**
 * Task drivers: how a task becomes a process or a container.
 *
 * <p>The runners of {@code io.drover.agent.task} see drivers only through {@link io.drover.agent.driver.Driver} and
 * {@link io.drover.agent.driver.TaskHandle}. The shape follows a plugin protocol: configuration goes in as one value,
 * everything later happens through an opaque handle whose state bytes survive a restart of the agent.
 */
@NullMarked
package io.drover.agent.driver;

import org.jspecify.annotations.NullMarked;
