package io.drover.scheduler.offheap;

import java.util.Arrays;

/**
 * What the blob heap knows of its spans: how many blocks are taken, which are free, and for each size class a list of
 * the spans that have room.
 *
 * <pre>
 *  partial[class] ──► span ⇄ span ⇄ span        full spans and spans that are not open are in no list
 *
 *  per span   class + 1 | blocks taken | first free block + 1 | untouched from | next + 1 | previous + 1
 * </pre>
 */
final class BlobSpans {
    static final int NONE = -1;

    private final int[] partial = new int[SizeClasses.COUNT];
    private final IntColumn classes;
    private final IntColumn taken;
    private final IntColumn freeHeads;
    private final IntColumn untouched;
    private final IntColumn next;
    private final IntColumn previous;

    BlobSpans(final int spanCountMax) {
        Arrays.fill(partial, NONE);
        classes = new IntColumn(spanCountMax);
        taken = new IntColumn(spanCountMax);
        freeHeads = new IntColumn(spanCountMax);
        untouched = new IntColumn(spanCountMax);
        next = new IntColumn(spanCountMax);
        previous = new IntColumn(spanCountMax);
    }

    /** A span of this class that has room, or {@link #NONE}. */
    int partial(final int sizeClass) {
        return partial[sizeClass];
    }

    boolean isOpen(final int span, final int sizeClass) {
        return classes.get(span) == sizeClass + 1;
    }

    void open(final int span, final int sizeClass) {
        classes.set(span, sizeClass + 1);
        taken.set(span, 0);
        freeHeads.set(span, 0);
        untouched.set(span, 0);
        link(span);
    }

    int freeHead(final int span) {
        return freeHeads.get(span) - 1;
    }

    void freeHead(final int span, final int block) {
        freeHeads.set(span, block + 1);
    }

    int takeUntouched(final int span) {
        return untouched.add(span, 1) - 1;
    }

    /** Counts a block that was taken; a span that is full leaves its list. */
    void taken(final int span, final int blockCount) {
        if (taken.add(span, 1) == blockCount) {
            unlink(span);
        }
    }

    /** Counts a block that was freed; answers whether the span is empty and was closed. */
    boolean released(final int span, final int blockCount) {
        final int left = taken.add(span, -1);
        Invariant.check(left >= 0, "span has blocks in use", span);
        if (left == blockCount - 1) {
            link(span);
        }
        if (left > 0) {
            return false;
        }
        unlink(span);
        classes.set(span, 0);
        return true;
    }

    void copyFrom(final BlobSpans other) {
        System.arraycopy(other.partial, 0, partial, 0, partial.length);
        classes.copyFrom(other.classes);
        taken.copyFrom(other.taken);
        freeHeads.copyFrom(other.freeHeads);
        untouched.copyFrom(other.untouched);
        next.copyFrom(other.next);
        previous.copyFrom(other.previous);
    }

    private void link(final int span) {
        final int sizeClass = classes.get(span) - 1;
        final int head = partial[sizeClass];
        next.set(span, head + 1);
        previous.set(span, 0);
        if (NONE != head) {
            previous.set(head, span + 1);
        }
        partial[sizeClass] = span;
    }

    private void unlink(final int span) {
        final int after = next.get(span) - 1;
        final int before = previous.get(span) - 1;
        if (NONE != after) {
            previous.set(after, before + 1);
        }
        if (NONE != before) {
            next.set(before, after + 1);
        } else {
            partial[classes.get(span) - 1] = after;
        }
    }
}
