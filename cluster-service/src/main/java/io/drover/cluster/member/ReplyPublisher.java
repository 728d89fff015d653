package io.drover.cluster.member;

import io.aeron.cluster.service.ClientSession;
import io.drover.cluster.command.ReplySink;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends replies to the session that the entry came from. Only the leader's offers go anywhere; one that is refused is not repeated:
 * the gateway asks again and gets the remembered reply.
 */
final class ReplyPublisher implements ReplySink {
    private static final int ATTEMPTS_MAX = 3;

    private @Nullable ClientSession session;

    ReplyPublisher to(final ClientSession target) {
        session = target;
        return this;
    }

    @Override
    public void onReply(final DirectBuffer buffer, final int offset, final int length) {
        final ClientSession target = session;
        if (target == null) {
            return;
        }
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (target.offer(buffer, offset, length) > 0) {
                return;
            }
        }
    }
}
