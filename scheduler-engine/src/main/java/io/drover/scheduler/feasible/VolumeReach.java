package io.drover.scheduler.feasible;

import io.drover.scheduler.CsiView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.fleet.NodeDetail;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.Topologies;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where the volumes of a group can be reached from. A volume without places is reached from everywhere; any other from nodes that have
 * all segments of one of its places.
 */
final class VolumeReach {
    private final StringTable strings;
    private final Topologies topologies = new Topologies();
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
    private int volumeCount;
    private int[] firstPlaces = new int[5];
    private int placeCount;
    private int[] firstPairs = new int[9];
    private int pairCount;
    private int[] pairs = new int[2 * 16];

    VolumeReach(final StringTable strings) {
        this.strings = strings;
    }

    void clear() {
        volumeCount = 0;
        placeCount = 0;
        pairCount = 0;
    }

    /** Adds the places of a volume, none when it is not there. */
    void add(final CsiView volumes, final int volume) {
        if (volumeCount + 2 > firstPlaces.length) {
            firstPlaces = Arrays.copyOf(firstPlaces, firstPlaces.length << 1);
        }
        firstPlaces[volumeCount++] = placeCount;
        if (StateView.NULL_ROW != volume) {
            volumes.wrapTopologies(volume, bytes);
            for (int left = topologies.read(bytes); left > 0; left--) {
                addPlace(topologies.nextCount());
            }
        }
        firstPlaces[volumeCount] = placeCount;
    }

    /** Whether a node is in reach of the volume that was added at a position. */
    boolean isReached(final int volume, final NodeDetail detail, final int plugin) {
        final int first = firstPlaces[volume];
        final int limit = firstPlaces[volume + 1];
        for (int place = first; place < limit; place++) {
            if (isAt(place, detail, plugin)) {
                return true;
            }
        }
        return first == limit;
    }

    private boolean isAt(final int place, final NodeDetail detail, final int plugin) {
        for (int pair = firstPairs[place]; pair < firstPairs[place + 1]; pair++) {
            if (!detail.hasPluginSegment(plugin, pairs[2 * pair], pairs[2 * pair + 1])) {
                return false;
            }
        }
        return true;
    }

    private void addPlace(final int segmentCount) {
        if (placeCount + 2 > firstPairs.length) {
            firstPairs = Arrays.copyOf(firstPairs, firstPairs.length << 1);
        }
        firstPairs[placeCount++] = pairCount;
        for (int i = 0; i < segmentCount; i++) {
            if (2 * pairCount == pairs.length) {
                pairs = Arrays.copyOf(pairs, pairs.length << 1);
            }
            pairs[2 * pairCount] = nextString();
            pairs[2 * pairCount++ + 1] = nextString();
        }
        firstPairs[placeCount] = pairCount;
    }

    /** Strings that nobody else has are no node's either. */
    private int nextString() {
        topologies.wrapNext(text);
        return strings.find(text, 0, text.capacity());
    }
}
