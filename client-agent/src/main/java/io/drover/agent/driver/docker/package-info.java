/**
 * The {@code docker} driver: tasks as containers of a Docker engine.
 *
 * <p>Nothing here is loaded before the engine's socket exists: the client library takes over a second to start. Per task there
 * are two streams from the engine, one that ends with the container and one that follows its log, and a third for usage once
 * somebody asks for it. When the engine goes away, streams break, tasks stay in the state they had, and everything is taken
 * up again, with back-off, when it returns.
 */
@NullMarked
package io.drover.agent.driver.docker;

import org.jspecify.annotations.NullMarked;
