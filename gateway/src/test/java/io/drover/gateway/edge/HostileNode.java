package io.drover.gateway.edge;

import io.drover.gateway.command.LevelCommands;
import io.drover.gateway.core.Core;
import io.drover.gateway.core.CoreListener;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.frame.FrameWriter;
import io.drover.sbe.link.HelloEncoder;
import io.drover.sbe.link.PayloadKind;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** An edge and one node that has joined and says whatever it is given. The edge must neither fail nor send commands beyond the bound. */
final class HostileNode {
    private static final int COMMAND_LENGTH_MAX = 1024 * 1024;
    private static final int CONNECTION = 7;
    private static final UUID NODE = new UUID(1, 2);
    private static final long HANDLE = 3;
    private static final LinkKey KEY = new LinkKey(new byte[32]);
    private static final LevelCommands.Member MEMBER =
            new LevelCommands.Member(0, 1, FeatureLevels.OF_THIS_VERSION, "test");
    private static final PayloadKind[] KINDS = PayloadKind.values();

    private final Streams streams = new Streams();
    private final Edge edge = new Edge(
            new EdgeContext(1, MEMBER, "edge", "127.0.0.1:1", "127.0.0.1", 2, null, new SilentCore(), KEY),
            streams,
            () -> 1_000,
            System::nanoTime);
    private final FrameWriter writer;

    HostileNode() {
        final LinkKey.Ticket ticket = new LinkKey.Ticket(NODE, HANDLE, Long.MAX_VALUE);
        writer = new FrameWriter(KEY.frameKey(ticket), HANDLE, 1);
        edge.onStart();
        streams.listener().onOpened(CONNECTION, new Downlink());
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final HelloEncoder hello = new HelloEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        hello.nodeId().high(NODE.getMostSignificantBits()).low(NODE.getLeastSignificantBits());
        final byte[] signed = KEY.sign(ticket);
        hello.assignmentIndex(0).putTicket(signed, 0, signed.length);
        send(PayloadKind.HELLO, buffer, MessageHeaderEncoder.ENCODED_LENGTH + hello.encodedLength());
    }

    /** Sends a payload; the first byte is its kind. */
    void payload(final byte[] data) {
        if (data.length > 0) {
            final byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
            send(KINDS[(data[0] & 0xff) % KINDS.length], new UnsafeBuffer(bytes), bytes.length);
        }
    }

    /** Sends a datagram. */
    void datagram(final byte[] data) {
        streams.listener().onFrame(CONNECTION, new UnsafeBuffer(data), 0, data.length);
        edge.doWork();
    }

    private void send(final PayloadKind kind, final DirectBuffer payload, final int length) {
        writer.send(kind, payload, 0, length, (frame, offset, frameLength) -> {
            streams.listener().onFrame(CONNECTION, frame, offset, frameLength);
            return true;
        });
        edge.doWork();
    }

    /** Nothing comes of what is sent. */
    private static final class SilentCore implements Core {
        @Override
        public CompletableFuture<Reply> send(final DirectBuffer command, final int offset, final int length) {
            if (length > COMMAND_LENGTH_MAX) {
                throw new AssertionError("a command of " + length + " bytes");
            }
            command.checkLimit(offset + length);
            return CompletableFuture.failedFuture(new IllegalStateException("nobody leads"));
        }

        @Override
        public CompletableFuture<Page> query(final QueryRequest request) {
            return CompletableFuture.failedFuture(new IllegalStateException("nobody leads"));
        }

        @Override
        public void addListener(final CoreListener listener) {
            // Nothing changes.
        }
    }

    private static final class Downlink implements EdgeStreams.Downlink {
        @Override
        public boolean offer(final DirectBuffer frame, final int offset, final int length) {
            return true;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    private static final class Streams implements EdgeStreams {
        private @Nullable Listener listener;

        Listener listener() {
            return java.util.Objects.requireNonNull(listener);
        }

        @Override
        public void open(final Listener hearing) {
            listener = hearing;
        }

        @Override
        public int poll() {
            return 0;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
