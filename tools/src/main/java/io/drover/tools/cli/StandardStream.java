package io.drover.tools.cli;

import java.io.IOException;
import java.io.OutputStream;

/** A standard stream of this process: a failure to write means that its reader has gone. */
final class StandardStream extends OutputStream {
    private final OutputStream stream;

    StandardStream(final OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(final int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(final byte[] bytes, final int offset, final int length) {
        try {
            stream.write(bytes, offset, length);
        } catch (final IOException e) {
            throw new OutputClosedException(e);
        }
    }

    @Override
    public void flush() {
        try {
            stream.flush();
        } catch (final IOException e) {
            throw new OutputClosedException(e);
        }
    }
}
