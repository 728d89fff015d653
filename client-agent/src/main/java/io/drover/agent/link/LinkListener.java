package io.drover.agent.link;

import io.drover.sbe.link.AssignmentsDecoder;
import io.drover.sbe.link.CallDecoder;

/** Hears what an edge sends. Called on the link's thread; decoders are valid during the call only. */
public interface LinkListener {
    /** Allocations that changed; false when the listener has no room, so that the edge sends them again later. */
    boolean onAssignments(AssignmentsDecoder assignments);

    /** The edge wants an answer; it is given elsewhere. */
    void onCall(CallDecoder call);

    /** A connection is open, new or again. */
    void onWelcome();

    /** The cluster does not know the node any more: it must join again. */
    void onForgotten();
}
