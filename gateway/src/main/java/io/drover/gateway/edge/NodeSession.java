package io.drover.gateway.edge;

import io.drover.gateway.edge.LinkKey.Ticket;
import io.drover.sbe.frame.FrameReader;
import io.drover.sbe.frame.FrameWriter;
import io.drover.sbe.link.PayloadKind;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a node: an uplink and the downlink that answers it. Assignments are pushed from the state,
 * never queued: what the node holds is known by an index, and everything newer is read again when something was lost.
 *
 * <pre>
 *   IDLE ──dirty──► READING ──page──► SENT ──ack──► IDLE
 *                                      │ └─ no ack in 500 ms: send again
 *                                      └─ dirty meanwhile: read again after the ack
 * </pre>
 */
final class NodeSession {
    /** State of the push. */
    enum Push {
        IDLE,
        READING,
        SENT
    }

    private static final long RESEND_NS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Read again even if nothing is said to have changed: a node that was purged has no changes any more. */
    private static final long REREAD_NS = TimeUnit.SECONDS.toNanos(30);

    /** Small answers that wait for room on the downlink; more than these and the node will ask again anyway. */
    private static final int BACKLOG_MAX = 64;

    private record Outgoing(PayloadKind kind, byte[] payload) {}

    final FrameReader reader = new FrameReader();
    private final EdgeStreams.Downlink downlink;
    private final ArrayDeque<Outgoing> backlog = new ArrayDeque<>();
    private final EdgeCounters counters;
    private final RegistrationWatch registrations = new RegistrationWatch();
    private @Nullable Ticket ticket;
    private @Nullable FrameWriter writer;
    private long connectionId;
    private Push push = Push.IDLE;
    private boolean isDirty;
    private boolean isUnknown;
    private long readNs;
    private long assignmentIndex;
    private long sentIndex;
    private long sentNs;
    private byte[] sentPayload = {};

    NodeSession(final EdgeStreams.Downlink downlink, final EdgeCounters counters) {
        this.downlink = downlink;
        this.counters = counters;
    }

    boolean isGreeted() {
        return ticket != null;
    }

    @Nullable
    Ticket ticket() {
        return ticket;
    }

    /** What the state has of the node's registrations. */
    RegistrationWatch registrations() {
        return registrations;
    }

    long connectionId() {
        return connectionId;
    }

    long assignmentIndex() {
        return assignmentIndex;
    }

    /** The node has shown its ticket and says what it holds. */
    void greet(final Ticket shown, final byte[] frameKey, final long connection, final long heldIndex) {
        ticket = shown;
        connectionId = connection;
        writer = new FrameWriter(frameKey, shown.nodeHandle(), connection);
        assignmentIndex = heldIndex;
        isDirty = true;
    }

    void markDirty() {
        isDirty = true;
    }

    /** Whether the state should be read for this node now; if so the session waits for the page. */
    boolean beginRead(final long nowNs) {
        if (push != Push.IDLE || writer == null || !(isDirty || nowNs - readNs >= REREAD_NS)) {
            return false;
        }
        isDirty = false;
        readNs = nowNs;
        push = Push.READING;
        return true;
    }

    /** Nothing newer was found, or the read failed and must be repeated. */
    void endRead(final boolean again) {
        push = Push.IDLE;
        isDirty |= again;
    }

    /** Whether the state did not know the node when it was last read; then it is looked for again with each heartbeat. */
    boolean isUnknown() {
        isDirty |= isUnknown;
        return isUnknown;
    }

    void isUnknown(final boolean value) {
        isUnknown = value;
    }

    void pushAssignments(final byte[] payload, final long index, final long nowNs) {
        push = Push.SENT;
        sentPayload = payload;
        sentIndex = index;
        sendAssignments(nowNs);
    }

    void onAssignmentsAck(final long index) {
        assignmentIndex = Math.max(assignmentIndex, index);
        if (push == Push.SENT && index >= sentIndex) {
            push = Push.IDLE;
            sentPayload = new byte[0];
        }
    }

    /** Sends an answer now or as soon as there is room. */
    void send(final PayloadKind kind, final DirectBuffer buffer, final int length) {
        if (backlog.isEmpty() && offer(kind, buffer, length)) {
            return;
        }
        if (backlog.size() < BACKLOG_MAX) {
            final byte[] copy = new byte[length];
            buffer.getBytes(0, copy);
            backlog.add(new Outgoing(kind, copy));
        }
    }

    int poll(final long nowNs) {
        if (writer != null && !writer.flush(this::offerFrame)) {
            return 0;
        }
        int work = 0;
        while (!backlog.isEmpty()) {
            final Outgoing next = backlog.peek();
            if (!offer(next.kind, new UnsafeBuffer(next.payload), next.payload.length)) {
                break;
            }
            backlog.poll();
            work++;
        }
        if (push == Push.SENT && nowNs - sentNs >= RESEND_NS) {
            sendAssignments(nowNs);
            work++;
        }
        return work;
    }

    void close() {
        CloseHelper.quietClose(downlink);
    }

    private void sendAssignments(final long nowNs) {
        sentNs = nowNs;
        offer(PayloadKind.ASSIGNMENTS, new UnsafeBuffer(sentPayload), sentPayload.length);
    }

    private boolean offer(final PayloadKind kind, final DirectBuffer buffer, final int length) {
        if (writer == null) {
            return false;
        }
        final boolean isSent = writer.send(kind, buffer, 0, length, this::offerFrame);
        if (!isSent) {
            counters.backPressured.increment();
        }
        return isSent;
    }

    private boolean offerFrame(final DirectBuffer frame, final int offset, final int length) {
        return downlink.offer(frame, offset, length);
    }
}
