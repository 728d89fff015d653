package io.drover.scheduler.fleet;

import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Storage plugins of a {@link NodeDraft} that can mount volumes. */
final class PluginDrafts {
    final TextList names = new TextList();
    final TextList segments = new TextList();
    boolean[] isHealthy = new boolean[4];
    int[] volumesMax = new int[4];
    int[] firstSegments = new int[5];
    private int pendingSegment;

    void clear() {
        names.clear();
        segments.clear();
        pendingSegment = 0;
    }

    /** Adds a plugin; segments that were added since the one before are its own. */
    void add(final DirectBuffer name, final boolean healthy, final int max) {
        final int index = names.add(name, 0, name.capacity());
        if (index == isHealthy.length) {
            isHealthy = Arrays.copyOf(isHealthy, index << 1);
            volumesMax = Arrays.copyOf(volumesMax, index << 1);
            firstSegments = Arrays.copyOf(firstSegments, (index << 1) + 1);
        }
        isHealthy[index] = healthy;
        volumesMax[index] = max;
        firstSegments[index] = pendingSegment;
        pendingSegment = segments.count();
    }

    void addSegment(final DirectBuffer key, final DirectBuffer value) {
        segments.add(key, 0, key.capacity());
        segments.add(value, 0, value.capacity());
    }

    int stringCount() {
        return names.count() + segments.count();
    }
}
