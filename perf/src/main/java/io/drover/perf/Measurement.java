package io.drover.perf;

/** One thing that is measured. Closing stops everything that it started. */
interface Measurement extends AutoCloseable {
    /** Measures, bounded in time, and puts the figures into the report. */
    void run(Report report) throws Exception;

    @Override
    void close() throws Exception;
}
