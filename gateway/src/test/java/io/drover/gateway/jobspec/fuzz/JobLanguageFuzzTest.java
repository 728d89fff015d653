package io.drover.gateway.jobspec.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Replays the committed inputs of each target; with {@code JAZZER_FUZZ=1} and one method selected it looks for new ones
 * instead, for as long as the annotation says.
 */
final class JobLanguageFuzzTest {

    @FuzzTest(maxDuration = "15m")
    void jobFile(final byte[] data) {
        FuzzTargets.jobFile(data);
    }

    @FuzzTest(maxDuration = "15m")
    void format(final byte[] data) {
        FuzzTargets.format(data);
    }

    @FuzzTest(maxDuration = "15m")
    void expression(final byte[] data) {
        FuzzTargets.expression(data);
    }

    @FuzzTest(maxDuration = "15m")
    void json(final byte[] data) {
        FuzzTargets.json(data);
    }

    @FuzzTest(maxDuration = "15m")
    void filter(final byte[] data) {
        FuzzTargets.filter(data);
    }
}
