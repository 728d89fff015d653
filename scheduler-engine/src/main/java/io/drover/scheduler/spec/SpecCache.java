package io.drover.scheduler.spec;

import io.drover.scheduler.JobView;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Slab;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decoded specs by handle. When all places are taken, the one that was not used for longest is decoded anew; whether a spec was
 * here influences no decision. A spec stays valid until as many others as {@link #PINNED} were asked for.
 */
public final class SpecCache {
    /** Specs asked for last that are never reused: more than any caller holds at a time. */
    public static final int PINNED = 16;

    private static final int NO_PLACE = -1;

    private final JobSpec[] specs;
    private final long[] handles;
    private final int[] newer;
    private final int[] older;
    private final LongIndex placeByHandle;
    private final JobSpec trial = new JobSpec();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private int newest = NO_PLACE;
    private int oldest = NO_PLACE;
    private int used;

    /** A cache with this many places, at least twice {@link #PINNED}. */
    public SpecCache(final int capacity) {
        final int places = Math.max(capacity, 2 * PINNED);
        specs = new JobSpec[places];
        handles = new long[places];
        newer = new int[places];
        older = new int[places];
        placeByHandle = new LongIndex(places);
    }

    /** The spec of a handle, decoded when it is not here; one on trial has no positive handle and is decoded each time. */
    public JobSpec get(final JobView jobs, final long handle) {
        final int found = handle > 0 ? placeByHandle.find(handle) : Slab.NULL_ROW;
        if (Slab.NULL_ROW != found) {
            if (found != newest) {
                unlink(found);
                linkNewest(found);
            }
            return specs[found];
        }
        if (handle <= 0) {
            jobs.wrapSpec(handle, view);
            return trial.decode(handle, view, 0);
        }
        final int place = freePlace();
        handles[place] = handle;
        placeByHandle.put(handle, place);
        linkNewest(place);
        jobs.wrapSpec(handle, view);
        return specs[place].decode(handle, view, 0);
    }

    private int freePlace() {
        if (used < specs.length) {
            specs[used] = new JobSpec();
            return used++;
        }
        final int place = oldest;
        unlink(place);
        placeByHandle.remove(handles[place]);
        return place;
    }

    private void linkNewest(final int place) {
        older[place] = newest;
        newer[place] = NO_PLACE;
        if (NO_PLACE == newest) {
            oldest = place;
        } else {
            newer[newest] = place;
        }
        newest = place;
    }

    private void unlink(final int place) {
        if (NO_PLACE == newer[place]) {
            newest = older[place];
        } else {
            older[newer[place]] = older[place];
        }
        if (NO_PLACE == older[place]) {
            oldest = newer[place];
        } else {
            newer[older[place]] = newer[place];
        }
    }
}
