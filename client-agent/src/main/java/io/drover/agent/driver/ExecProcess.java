package io.drover.agent.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A program that runs beside a task, in the task's surroundings. It belongs to whoever asked for it and ends with them: closing
 * kills it. Its streams are used by one thread each.
 */
public interface ExecProcess extends AutoCloseable {
    /** What it reads; closing ends its input. */
    OutputStream stdin();

    /** What it writes. */
    InputStream stdout();

    /** What it writes as errors; empty when it has a terminal. */
    InputStream stderr();

    /** Sets the size of its terminal; does nothing without one. */
    void resize(int rows, int columns);

    /** Waits for its end and returns its exit code. */
    int waitFor() throws InterruptedException, IOException;

    @Override
    void close();
}
