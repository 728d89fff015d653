package io.drover.sbe.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.link.AssignmentsEncoder;
import io.drover.sbe.link.HeartbeatEncoder;
import io.drover.sbe.link.PayloadKind;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
    private static final byte[] KEY = "a key of sixteen".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int FRAMES = 5;

    private final FrameWriter writer = new FrameWriter(KEY, 1, 1);
    private final FrameReader reader = new FrameReader().key(KEY);
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[FRAMES * FrameLayout.FRAGMENT_LENGTH_MAX]);
    private final List<byte[]> stream = new ArrayList<>();
    private final UnsafeBuffer heartbeat =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + HeartbeatEncoder.BLOCK_LENGTH]);
    private int room;

    FrameWriterTest() {
        new HeartbeatEncoder().wrapAndApplyHeader(heartbeat, 0, new MessageHeaderEncoder());
        final AssignmentsEncoder assignments =
                new AssignmentsEncoder().wrapAndApplyHeader(payload, 0, new MessageHeaderEncoder());
        final int rowsOffset = assignments.limit() + AssignmentsEncoder.rowsHeaderLength();
        assignments.putRows(new byte[payload.capacity() - rowsOffset], 0, payload.capacity() - rowsOffset);
    }

    @Test
    void shouldRefuseAPayloadThatEndsBeforeItsLastByte() {
        room = FRAMES;
        payload.putInt(
                MessageHeaderEncoder.ENCODED_LENGTH + AssignmentsEncoder.BLOCK_LENGTH,
                payload.capacity(),
                ByteOrder.LITTLE_ENDIAN);
        assertThat(send()).isTrue();
        assertThat(read()).last().isEqualTo(FrameReader.Result.MALFORMED);
    }

    @Test
    void shouldGoOnWithWhatTheStreamHadNoRoomFor() {
        payload.putLong(payload.capacity() - Long.BYTES, 42);
        room = 2;
        assertThat(send()).isTrue();
        assertThat(writer.flush(this::offer)).isFalse();

        room = FRAMES;
        assertThat(writer.flush(this::offer)).isTrue();

        assertThat(read())
                .containsExactly(
                        FrameReader.Result.PARTIAL,
                        FrameReader.Result.PARTIAL,
                        FrameReader.Result.PARTIAL,
                        FrameReader.Result.PARTIAL,
                        FrameReader.Result.COMPLETE);
        assertThat(reader.payloadLength()).isEqualTo(payload.capacity());
        assertThat(reader.payload().getLong(payload.capacity() - Long.BYTES)).isEqualTo(42);
    }

    @Test
    void shouldSendNothingBetweenThePartsOfAPayload() {
        room = 1;
        assertThat(send()).isTrue();

        assertThat(writer.send(PayloadKind.HEARTBEAT, heartbeat, 0, heartbeat.capacity(), this::offer))
                .isFalse();
        room = FRAMES;
        assertThat(writer.send(PayloadKind.HEARTBEAT, heartbeat, 0, heartbeat.capacity(), this::offer))
                .isTrue();

        assertThat(read()).last().isEqualTo(FrameReader.Result.COMPLETE);
        assertThat(reader.kind()).isEqualTo(PayloadKind.HEARTBEAT);
        assertThat(stream).hasSize(FRAMES + 1);
    }

    @Test
    void shouldKeepNothingOfAPayloadThatDidNotBegin() {
        assertThat(send()).isFalse();

        assertThat(writer.flush(this::offer)).isTrue();
        room = FRAMES;
        assertThat(send()).isTrue();
        assertThat(stream).hasSize(FRAMES);
    }

    private boolean send() {
        return writer.send(PayloadKind.ASSIGNMENTS, payload, 0, payload.capacity(), this::offer);
    }

    private boolean offer(final DirectBuffer frame, final int offset, final int length) {
        if (room == 0) {
            return false;
        }
        room--;
        final byte[] copy = new byte[length];
        frame.getBytes(offset, copy);
        stream.add(copy);
        return true;
    }

    private List<FrameReader.Result> read() {
        final List<FrameReader.Result> results = new ArrayList<>();
        for (final byte[] frame : stream) {
            assertThat(reader.wrap(new UnsafeBuffer(frame), 0, frame.length)).isTrue();
            results.add(reader.accept());
        }
        return results;
    }
}
