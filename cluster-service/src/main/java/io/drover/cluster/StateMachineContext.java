package io.drover.cluster;

import io.drover.sbe.FeatureLevels;
import java.util.function.Consumer;

/**
 * Configuration of a {@link StateMachine}. Nothing in it may influence a decision; what does is replicated state.
 *
 * @param verifies whether invariants are checked after every entry, which tests and simulations want and production cannot afford.
 * @param internalErrors told of defects that a command was refused for, with the state untouched.
 * @param eventBytes memory for the rows that the last steps changed, for whoever asks for EVENTS; 0 keeps none.
 * @param levels feature levels that this member can follow; it stops at the entry that leads to another one.
 */
public record StateMachineContext(
        boolean verifies, Consumer<Throwable> internalErrors, int eventBytes, FeatureLevels levels) {
    /** A state machine of this version. */
    public StateMachineContext(final boolean verifies, final Consumer<Throwable> internalErrors, final int eventBytes) {
        this(verifies, internalErrors, eventBytes, FeatureLevels.OF_THIS_VERSION);
    }

    /** A state machine that keeps no events. */
    public StateMachineContext(final boolean verifies, final Consumer<Throwable> internalErrors) {
        this(verifies, internalErrors, 0);
    }
}
