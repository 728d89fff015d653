package io.drover.agent.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes parts of files, either as raw bytes or as a sequence of JSON objects without separators, one per part, whose offset is
 * the position after the part.
 */
final class FrameWriter {
    /** Bytes of a file in one frame. */
    static final int PART_LENGTH_MAX = 64 * 1024;

    private static final byte[] HEARTBEAT = "{}".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final boolean plain;

    FrameWriter(final OutputStream out, final boolean plain) {
        this.out = out;
        this.plain = plain;
    }

    /** Writes the first {@code length} bytes of {@code part}. */
    void data(final String file, final long offsetAfter, final byte[] part, final int length) throws IOException {
        if (plain) {
            out.write(part, 0, length);
        } else {
            final byte[] data = length == part.length ? part : Arrays.copyOf(part, length);
            out.write(JsonText.of(json -> {
                json.writeStartObject();
                json.writeStringField("Data", Base64.getEncoder().encodeToString(data));
                json.writeStringField("File", file);
                json.writeNumberField("Offset", offsetAfter);
                json.writeEndObject();
            }));
        }
        out.flush();
    }

    /** Says that something happened to the file itself. */
    void event(final String file, final long offset, final String event) throws IOException {
        if (!plain) {
            out.write(JsonText.of(json -> {
                json.writeStartObject();
                json.writeStringField("File", file);
                json.writeStringField("FileEvent", event);
                if (offset != 0) {
                    json.writeNumberField("Offset", offset);
                }
                json.writeEndObject();
            }));
            out.flush();
        }
    }

    /** Shows that the stream lives; finds out whether the reader does. */
    void heartbeat() throws IOException {
        if (!plain) {
            out.write(HEARTBEAT);
        }
        out.flush();
    }
}
