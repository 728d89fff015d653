package io.drover.tools.cli.show;

/** Waits between two questions to a server: short at first, as most things are done at once, then up to a second. */
final class Pause {
    private static final long FIRST_MS = 50;
    private static final long LONGEST_MS = 1_000;

    private long nextMs = FIRST_MS;

    void take() {
        try {
            Thread.sleep(nextMs);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        nextMs = Math.min(LONGEST_MS, nextMs * 2);
    }
}
