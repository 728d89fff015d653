package io.drover.cluster.member.journal;

import io.drover.cluster.command.ReplySink;
import io.drover.cluster.feed.ChangeSink;
import io.drover.scheduler.offheap.Digest;
import org.agrona.DirectBuffer;

/**
 * What an entry told the world, as one number: every reply and every change on their way to where they go. Far cheaper than the digest
 * of the state and different as soon as something visible is, so that a replay finds the first entry that went another way. Belongs to
 * the service thread; allocates nothing.
 */
public final class EffectDigest implements ReplySink, ChangeSink {
    private final Digest digest = new Digest();
    private ReplySink replies = (buffer, offset, length) -> {};
    private ChangeSink changes = (buffer, offset, length) -> {};

    /** Begins with the next entry, whose effects go on to these. */
    public EffectDigest begin(final ReplySink replySink, final ChangeSink changeSink) {
        replies = replySink;
        changes = changeSink;
        digest.reset();
        return this;
    }

    /** Begins with an entry that nobody is answered. */
    public EffectDigest begin(final ChangeSink changeSink) {
        changes = changeSink;
        digest.reset();
        return this;
    }

    @Override
    public void onReply(final DirectBuffer buffer, final int offset, final int length) {
        digest.add(buffer, offset, length);
        replies.onReply(buffer, offset, length);
    }

    @Override
    public void onChanges(final DirectBuffer buffer, final int offset, final int length) {
        digest.add(buffer, offset, length);
        changes.onChanges(buffer, offset, length);
    }

    /** Of the effects since the entry began. */
    public long value() {
        return digest.value();
    }
}
