package io.drover.sbe.frame;

import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.link.AllocUpdatesAckDecoder;
import io.drover.sbe.link.AllocUpdatesDecoder;
import io.drover.sbe.link.AssignmentsAckDecoder;
import io.drover.sbe.link.AssignmentsDecoder;
import io.drover.sbe.link.CallDecoder;
import io.drover.sbe.link.GoodbyeDecoder;
import io.drover.sbe.link.HeartbeatAckDecoder;
import io.drover.sbe.link.HeartbeatDecoder;
import io.drover.sbe.link.HelloDecoder;
import io.drover.sbe.link.PayloadKind;
import io.drover.sbe.link.ServicesAckDecoder;
import io.drover.sbe.link.ServicesDecoder;
import io.drover.sbe.link.WelcomeDecoder;
import java.nio.ByteOrder;
import java.util.function.IntSupplier;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.jspecify.annotations.Nullable;

/**
 * Whether a payload is a whole message of its kind: every count and length in it ends within its bytes. Codecs trust what they read, so
 * nothing is decoded that was not checked. One thread.
 */
final class PayloadCheck {
    /**
     * How a kind is checked.
     *
     * @param decoder of its message.
     * @param length walks the wrapped message to its end.
     * @param elementLength of its first group, 0 where there is none.
     */
    private record Rule(MessageDecoderFlyweight decoder, IntSupplier length, int elementLength) {}

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final @Nullable Rule[] rules = new @Nullable Rule[PayloadKind.values().length];

    PayloadCheck() {
        final HelloDecoder hello = new HelloDecoder();
        add(PayloadKind.HELLO, hello, hello::sbeDecodedLength, 0);
        add(PayloadKind.WELCOME, new WelcomeDecoder());
        add(PayloadKind.HEARTBEAT, new HeartbeatDecoder());
        add(PayloadKind.HEARTBEAT_ACK, new HeartbeatAckDecoder());
        final AssignmentsDecoder assignments = new AssignmentsDecoder();
        add(PayloadKind.ASSIGNMENTS, assignments, assignments::sbeDecodedLength, 0);
        add(PayloadKind.ASSIGNMENTS_ACK, new AssignmentsAckDecoder());
        final AllocUpdatesDecoder updates = new AllocUpdatesDecoder();
        add(
                PayloadKind.ALLOC_UPDATES,
                updates,
                updates::sbeDecodedLength,
                AllocUpdatesDecoder.UpdatesDecoder.sbeBlockLength());
        final AllocUpdatesAckDecoder updatesAck = new AllocUpdatesAckDecoder();
        add(
                PayloadKind.ALLOC_UPDATES_ACK,
                updatesAck,
                updatesAck::sbeDecodedLength,
                AllocUpdatesAckDecoder.UpdatesDecoder.sbeBlockLength());
        final ServicesDecoder services = new ServicesDecoder();
        add(
                PayloadKind.SERVICES,
                services,
                services::sbeDecodedLength,
                ServicesDecoder.UpsertsDecoder.sbeBlockLength());
        add(PayloadKind.SERVICES_ACK, new ServicesAckDecoder());
        final CallDecoder call = new CallDecoder();
        add(PayloadKind.CALL, call, call::sbeDecodedLength, 0);
        add(PayloadKind.GOODBYE, new GoodbyeDecoder());
    }

    /** The buffer's capacity is the payload's length. */
    boolean isWhole(final PayloadKind kind, final DirectBuffer payload) {
        final Rule rule = rules[kind.ordinal()];
        final int body = payload.capacity() - MessageHeaderDecoder.ENCODED_LENGTH;
        if (rule == null || body < 0) {
            return false;
        }
        header.wrap(payload, 0);
        final int blockLength = header.blockLength();
        return header.schemaId() == rule.decoder.sbeSchemaId()
                && header.templateId() == rule.decoder.sbeTemplateId()
                && (blockLength >= rule.decoder.sbeBlockLength() || header.version() < rule.decoder.sbeSchemaVersion())
                && blockLength <= body
                && ends(rule, payload, blockLength, body);
    }

    private boolean ends(final Rule rule, final DirectBuffer payload, final int blockLength, final int body) {
        final int end = MessageHeaderDecoder.ENCODED_LENGTH + blockLength;
        try {
            if (rule.elementLength > 0
                    && (payload.getShort(end, ByteOrder.LITTLE_ENDIAN) & 0xffff) < rule.elementLength) {
                return false;
            }
            rule.decoder.wrap(payload, MessageHeaderDecoder.ENCODED_LENGTH, blockLength, header.version());
            return rule.length.getAsInt() <= body;
        } catch (final IndexOutOfBoundsException | IllegalArgumentException ex) {
            // The buffer ends where the payload does: a count or a length led beyond it.
            return false;
        }
    }

    private void add(final PayloadKind kind, final MessageDecoderFlyweight decoder) {
        add(kind, decoder, () -> 0, 0);
    }

    private void add(
            final PayloadKind kind,
            final MessageDecoderFlyweight decoder,
            final IntSupplier length,
            final int elementLength) {
        rules[kind.ordinal()] = new Rule(decoder, length, elementLength);
    }
}
