package io.drover.scheduler.fleet;

import io.drover.scheduler.offheap.StringTable;
import java.util.Arrays;

/** Storage plugins that can mount volumes on a node, in the order of its registration, and where the node is in their terms. */
final class NodePlugins {
    private final int[] names;
    private final boolean[] isHealthy;
    private final int[] volumesMax;
    private final int[] firstSegments;
    private final int[] segments;

    NodePlugins(final PluginDrafts drafts, final StringTable strings) {
        final int count = drafts.names.count();
        names = new int[count];
        for (int i = 0; i < count; i++) {
            names[i] = drafts.names.intern(strings, i);
        }
        isHealthy = Arrays.copyOf(drafts.isHealthy, count);
        volumesMax = Arrays.copyOf(drafts.volumesMax, count);
        firstSegments = Arrays.copyOf(drafts.firstSegments, count + 1);
        firstSegments[count] = drafts.segments.count();
        segments = new int[drafts.segments.count()];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = drafts.segments.intern(strings, i);
        }
    }

    void releaseStrings(final StringTable strings) {
        NodeClasses.release(strings, names);
        NodeClasses.release(strings, segments);
    }

    int find(final int name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        return -1;
    }

    boolean isHealthy(final int plugin) {
        return isHealthy[plugin];
    }

    int volumesMax(final int plugin) {
        return volumesMax[plugin];
    }

    boolean hasSegment(final int plugin, final int key, final int value) {
        for (int i = firstSegments[plugin]; i < firstSegments[plugin + 1]; i += 2) {
            if (segments[i] == key && segments[i + 1] == value) {
                return true;
            }
        }
        return false;
    }
}
