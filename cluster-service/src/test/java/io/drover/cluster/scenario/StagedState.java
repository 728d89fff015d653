package io.drover.cluster.scenario;

import io.drover.sbe.reply.ResultCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** Brings states back through the log, as gateways do: the file in chunks, then the command that makes a state of them. */
final class StagedState {
    private static final int CHUNK = 700;

    private final Scenario scenario;

    StagedState(final Scenario scenario) {
        this.scenario = scenario;
    }

    /** What a gateway sends of a file of the state. */
    static byte[] file(final List<byte[]> records) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            for (final byte[] record : records) {
                out.write(ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(record.length)
                        .array());
                out.write(record);
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return bytes.toByteArray();
    }

    ResultCode restore(final List<byte[]> records, final long id) {
        return restore(file(records), id);
    }

    ResultCode restore(final byte[] bytes, final long id) {
        send(scenario.encode("restore id=" + id + " length=" + bytes.length));
        chunks(bytes, id, 0);
        return send(scenario.encode("commit-restore id=" + id));
    }

    /** Sends the chunks from some byte on, as long as they are taken. */
    ResultCode chunks(final byte[] bytes, final long id, final int from) {
        ResultCode code = ResultCode.OK;
        for (int at = from; at < bytes.length && code == ResultCode.OK; at += CHUNK) {
            code = send(
                    scenario.encodeChunk(id, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + CHUNK))));
        }
        return code;
    }

    private ResultCode send(final byte[] command) {
        return scenario.harness().command(command).code();
    }
}
