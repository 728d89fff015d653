package io.drover.gateway.edge;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Replays the committed inputs; with {@code JAZZER_FUZZ=1} and one method selected it looks for new ones instead, for as long as the
 * annotation says.
 */
final class LinkFuzzTest {
    /** A payload of a node that has joined: the first byte is its kind. */
    @FuzzTest(maxDuration = "15m")
    void payload(final byte[] data) {
        new HostileNode().payload(data);
    }

    /** Bytes of anybody. */
    @FuzzTest(maxDuration = "15m")
    void datagram(final byte[] data) {
        new HostileNode().datagram(data);
    }
}
