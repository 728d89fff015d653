package io.drover.tools.sim;

import io.drover.gateway.core.CoreListener;
import io.drover.sbe.feed.ChangesDecoder;

/** Listens to the changes of one process: their index only rises. */
final class FeedCheck implements CoreListener {
    private final Checks checks;
    private final Server server;
    private long index;

    FeedCheck(final Checks checks, final Server server) {
        this.checks = checks;
        this.server = server;
    }

    @Override
    public void onChanges(final ChangesDecoder changes) {
        if (changes.index() < index) {
            checks.fail(server.name() + " told of index " + changes.index() + " after " + index);
        }
        index = changes.index();
    }

    @Override
    public void onChangesLost() {
        index = 0;
    }

    @Override
    public void onRole(final boolean isLeader, final int leaderMemberId) {
        // The log's model knows who leads.
    }
}
