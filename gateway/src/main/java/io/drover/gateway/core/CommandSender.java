package io.drover.gateway.core;

import io.aeron.Publication;
import io.drover.sbe.command.OriginEncoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.reply.CommandReplyDecoder;
import java.util.Iterator;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Numbers commands, sends them, and sends them again until each is answered or given up. A leader that dies takes offered messages
 * with it although the offer succeeded, so a reply is the only proof; the state machine answers a repeated number with the first
 * reply. Lives on the client's thread, but for {@link #submit}.
 */
final class CommandSender {
    private static final long RESEND_CHECK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int SUBMISSIONS_PER_CYCLE = 256;

    private final long gatewayId;
    private final int memberId;
    private final long commandTimeoutNs;
    private final long resendNs;
    private final LeaderLease lease;
    private final ManyToOneConcurrentArrayQueue<PendingCommand> submissions =
            new ManyToOneConcurrentArrayQueue<>(CoreClientContext.BACKLOG_MAX);
    private final TreeMap<Long, PendingCommand> inFlight = new TreeMap<>();
    private final OriginEncoder origin = new OriginEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandReplyDecoder reply = new CommandReplyDecoder();
    private long lastNumber;
    private long resendCheckNs;

    CommandSender(final CoreClientContext context, final LeaderLease lease, final long nowNs) {
        this.gatewayId = context.gatewayId();
        this.memberId = context.memberId();
        this.commandTimeoutNs = context.commandTimeoutNs();
        this.resendNs = context.resendNs();
        this.lease = lease;
        this.resendCheckNs = nowNs;
    }

    /** Any thread; false when too many wait already. */
    boolean submit(final PendingCommand command) {
        return submissions.offer(command);
    }

    int poll(final @Nullable CoreSession session, final long nowNs) {
        int work = 0;
        while (work < SUBMISSIONS_PER_CYCLE && inFlight.size() < CoreClientContext.WINDOW) {
            final PendingCommand command = submissions.poll();
            if (command == null) {
                break;
            }
            command.number = ++lastNumber;
            inFlight.put(command.number, command);
            send(session, command, nowNs);
            work++;
        }
        if (nowNs - resendCheckNs >= 0) {
            resendCheckNs = nowNs + RESEND_CHECK_NS;
            work += resendOrGiveUp(session, nowNs);
        }
        return work;
    }

    /** After a leader change everything unanswered is doubtful. */
    void resendAll(final CoreSession session, final long nowNs) {
        for (final PendingCommand command : inFlight.values()) {
            send(session, command, nowNs);
        }
    }

    /** The member id is that of the leader which the session is with. */
    void onEgress(final int leaderId, final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return;
        }
        header.wrap(buffer, offset);
        if (!Reply.isReply(buffer, header.templateId(), header.schemaId())) {
            return;
        }
        reply.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        if (reply.gatewayId() != gatewayId) {
            return;
        }
        final PendingCommand command = inFlight.remove(reply.number());
        if (command != null) {
            // Vouches for this member only, and from the first sending on: the first one's reply may answer a resend.
            if (leaderId == memberId) {
                lease.onConfirmed(command.createdNs);
            }
            command.future.complete(Reply.decode(reply));
        }
    }

    /** Fails everything that waits. */
    void close() {
        final CoreException closed = new CoreException(CoreException.Reason.CLOSED, "the gateway is shutting down");
        inFlight.values().forEach(command -> command.future.completeExceptionally(closed));
        inFlight.clear();
        submissions.drain(command -> command.future.completeExceptionally(closed));
    }

    private int resendOrGiveUp(final @Nullable CoreSession session, final long nowNs) {
        int work = 0;
        final Iterator<PendingCommand> commands = inFlight.values().iterator();
        while (commands.hasNext()) {
            final PendingCommand command = commands.next();
            if (nowNs - command.createdNs >= commandTimeoutNs) {
                commands.remove();
                command.future.completeExceptionally(
                        new CoreException(CoreException.Reason.NO_LEADER, "No cluster leader"));
                work++;
            } else if (nowNs - command.sentNs >= resendNs) {
                send(session, command, nowNs);
                work++;
            }
        }
        return work;
    }

    private void send(final @Nullable CoreSession session, final PendingCommand command, final long nowNs) {
        if (session == null) {
            return;
        }
        command.stamp(origin, gatewayId, inFlight.firstKey() - 1);
        final long result = session.offer(command.buffer, 0, command.buffer.capacity());
        // Back pressure and a lost connection are both answered by the resend.
        command.sentNs = result > 0 || result == Publication.NOT_CONNECTED ? nowNs : nowNs - resendNs;
    }
}
