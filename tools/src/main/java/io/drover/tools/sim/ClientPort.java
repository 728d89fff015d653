package io.drover.tools.sim;

import io.aeron.DirectBufferVector;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.service.ClientSession;
import io.aeron.logbuffer.BufferClaim;
import io.drover.gateway.core.CoreSession;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One session between a gateway and the cluster: the gateway's end of it. What is offered to a leader that has gone is lost although the
 * offer succeeds.
 */
final class ClientPort implements CoreSession {
    private final Server owner;
    private final int life;
    private final ModelLog log;
    private final EgressListener listener;
    private final Deque<Runnable> arrived = new ArrayDeque<>();
    private int leader;
    private boolean isClosed;

    ClientPort(final Server owner, final ModelLog log, final EgressListener listener, final int leader) {
        this.owner = owner;
        this.life = owner.life();
        this.log = log;
        this.listener = listener;
        this.leader = leader;
    }

    Server owner() {
        return owner;
    }

    /** Whether the process that had it still runs. */
    boolean isAlive() {
        return !isClosed && owner.isUp() && owner.life() == life;
    }

    @Override
    public long offer(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        log.send(this, leader, copy);
        return 1;
    }

    @Override
    public int poll() {
        int work = 0;
        while (!arrived.isEmpty()) {
            arrived.remove().run();
            work++;
        }
        return work;
    }

    @Override
    public void keepAlive() {
        // Sessions of the model end with their process only.
    }

    @Override
    public boolean isClosed() {
        return isClosed;
    }

    @Override
    public int leaderMemberId() {
        return leader;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /** A new leader makes itself known. */
    void onNewLeader(final int member) {
        arrived.add(() -> {
            leader = member;
            listener.onNewLeader(0, 0, member, "");
        });
    }

    /** A reply has come. */
    void onReply(final byte[] reply) {
        arrived.add(() -> listener.onMessage(0, 0, new UnsafeBuffer(reply), 0, reply.length, null));
    }

    /** The end of a session that a member's service sees: only the leader's replies go anywhere. */
    static final class MemberEnd implements ClientSession {
        /** Receives what the service answers, whoever leads. */
        interface Answers {
            void onAnswer(byte[] reply);
        }

        private final Answers answers;

        MemberEnd(final Answers answers) {
            this.answers = answers;
        }

        @Override
        public long id() {
            return 1;
        }

        @Override
        public int responseStreamId() {
            return 0;
        }

        @Override
        public String responseChannel() {
            return "";
        }

        @Override
        public byte[] encodedPrincipal() {
            return new byte[0];
        }

        @Override
        public void close() {
            // The cluster's side closes no sessions.
        }

        @Override
        public boolean isClosing() {
            return false;
        }

        @Override
        public long offer(final DirectBuffer buffer, final int offset, final int length) {
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            answers.onAnswer(copy);
            return MOCKED_OFFER;
        }

        @Override
        public long offer(final DirectBufferVector[] vectors) {
            throw new UnsupportedOperationException("replies are offered whole");
        }

        @Override
        public long tryClaim(final int length, final BufferClaim bufferClaim) {
            throw new UnsupportedOperationException("replies are offered whole");
        }
    }
}
