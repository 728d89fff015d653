package io.drover.cluster;

import java.util.function.Consumer;

/**
 * Configuration of a {@link StateMachine}. Nothing in it may influence a decision; what does is replicated state.
 *
 * @param verifies whether invariants are checked after every entry, which tests and simulations want and production cannot afford.
 * @param internalErrors told of defects that a command was refused for, with the state untouched.
 */
public record StateMachineContext(boolean verifies, Consumer<Throwable> internalErrors) {}
