package io.drover.agent.device;

/** Bounds of programs that are asked about devices. */
final class ProgramLimits {
    static final int TIMEOUT_S = 30;

    /** Less than a pipe holds, so that a program can end before it is read. */
    static final int OUTPUT_MAX = 60_000;

    private ProgramLimits() {}
}
