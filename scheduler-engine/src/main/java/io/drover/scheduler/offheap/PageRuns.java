package io.drover.scheduler.offheap;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Hands out runs of 4 KB pages, contiguous within a segment of 4 MB, first fit from the lowest page.
 *
 * <pre>
 *  segment 0 (1024 pages)                          segment 1
 *  +------------------+---+---------------+----+   +-----
 *  | run of 16 pages  | 3 | free ...      | 7  |   | ...
 *  +------------------+---+---------------+----+   +-----
 *  taken (bits)  1111111111111111 111 00000 1111111
 * </pre>
 */
final class PageRuns {
    static final int PAGE_SHIFT = 12;
    static final int PAGE_LENGTH = 1 << PAGE_SHIFT;
    static final int SEGMENT_SHIFT = 22;
    static final int SEGMENT_LENGTH = 1 << SEGMENT_SHIFT;
    static final int PAGES_PER_SEGMENT = SEGMENT_LENGTH / PAGE_LENGTH;

    private final Segments segments;
    private final Bits taken;
    private final IntColumn freePages;
    private int lowestWithRoom;

    PageRuns(final int segmentCountMax) {
        segments = new Segments(SEGMENT_LENGTH, segmentCountMax);
        taken = new Bits(segmentCountMax * PAGES_PER_SEGMENT);
        freePages = new IntColumn(segmentCountMax);
    }

    UnsafeBuffer segment(final int page) {
        return segments.get(page / PAGES_PER_SEGMENT);
    }

    long allocatedBytes() {
        return segments.allocatedBytes();
    }

    int takenPages() {
        return taken.cardinality();
    }

    /** Takes a run of pages whose first page number is a multiple of {@code alignment}, growing when none is free. */
    int allocate(final int pageCount, final int alignment) {
        for (int segment = lowestWithRoom; segment < segments.count(); segment++) {
            if (freePages.get(segment) >= pageCount) {
                final int page = findRun(segment, pageCount, alignment);
                if (page >= 0) {
                    return take(segment, page, pageCount);
                }
            }
        }
        final int segment = segments.add();
        freePages.set(segment, PAGES_PER_SEGMENT);
        return take(segment, segment * PAGES_PER_SEGMENT, pageCount);
    }

    void free(final int page, final int pageCount) {
        final int segment = page / PAGES_PER_SEGMENT;
        taken.clearRange(page, page + pageCount);
        freePages.add(segment, pageCount);
        lowestWithRoom = Math.min(lowestWithRoom, segment);
    }

    void copyFrom(final PageRuns other) {
        segments.copyFrom(other.segments);
        taken.copyFrom(other.taken);
        freePages.copyFrom(other.freePages);
        lowestWithRoom = other.lowestWithRoom;
    }

    int growLike(final PageRuns other, final int segmentsMax) {
        return segments.growLike(other.segments, segmentsMax);
    }

    void freeMemory() {
        segments.free();
    }

    private int take(final int segment, final int page, final int pageCount) {
        taken.setRange(page, page + pageCount);
        freePages.add(segment, -pageCount);
        while (lowestWithRoom < segments.count() && 0 == freePages.get(lowestWithRoom)) {
            lowestWithRoom++;
        }
        return page;
    }

    private int findRun(final int segment, final int pageCount, final int alignment) {
        final int limit = (segment + 1) * PAGES_PER_SEGMENT;
        int start = segment * PAGES_PER_SEGMENT;
        while (start + pageCount <= limit) {
            final int free = taken.nextClear(start);
            start = (free + alignment - 1) & -alignment;
            if (start + pageCount > limit) {
                break;
            }
            final int obstacle = taken.nextSet(start);
            if (obstacle < 0 || obstacle >= start + pageCount) {
                return start;
            }
            start = obstacle;
        }
        return -1;
    }
}
