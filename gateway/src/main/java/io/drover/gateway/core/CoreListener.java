package io.drover.gateway.core;

import io.drover.sbe.feed.ChangesDecoder;

/** Hears what the state machine of this process applies. Called on the core client's thread: be short, never block, never throw. */
public interface CoreListener {
    /** A step changed rows; the decoder is valid during the call only. */
    void onChanges(ChangesDecoder changes);

    /** Changes may have been missed: read everything again. */
    void onChangesLost();

    /** This member became leader, or stopped being it. */
    void onRole(boolean isLeader, int leaderMemberId);
}
