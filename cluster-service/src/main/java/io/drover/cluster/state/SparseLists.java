package io.drover.cluster.state;

import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Slab;

/**
 * Lists of rows for owners of which few have any: an owner without members costs nothing. In the order in which members were added.
 *
 * <pre>
 *  owner ─► first member        member   | next + 1, 0: last | previous + 1, of the first: last member + 1 |
 * </pre>
 */
public final class SparseLists {
    /** Bytes that a member's row sets aside. */
    static final int MEMBER_LENGTH = 2 * Integer.BYTES;

    private final LongIndex firsts;
    private final Slab members;
    private final int offset;

    SparseLists(final Slab members, final int offset) {
        this.members = members;
        this.offset = offset;
        firsts = new LongIndex(members.rowCountMax());
    }

    /** The first member, or {@link Slab#NULL_ROW}. */
    public int first(final int owner) {
        return firsts.find(owner);
    }

    /** The member after another, or {@link Slab#NULL_ROW}. */
    public int next(final int member) {
        return members.getInt(member, offset) - 1;
    }

    void add(final int owner, final int member) {
        final int first = first(owner);
        next(member, Slab.NULL_ROW);
        if (Slab.NULL_ROW == first) {
            previous(member, member);
            Invariant.check(firsts.put(owner, member), "lists have room for every row");
        } else {
            final int last = previous(first);
            next(last, member);
            previous(member, last);
            previous(first, member);
        }
    }

    void remove(final int owner, final int member) {
        final int first = first(owner);
        final int next = next(member);
        final int previous = previous(member);
        if (first == member) {
            if (Slab.NULL_ROW == next) {
                firsts.remove(owner);
            } else {
                previous(next, previous);
                firsts.put(owner, next);
            }
        } else {
            next(previous, next);
            previous(Slab.NULL_ROW == next ? first : next, previous);
        }
        next(member, Slab.NULL_ROW);
        previous(member, Slab.NULL_ROW);
    }

    /** Checks that a list leads from its first member to its last one and back; throws where it does not. */
    public void verify(final int owner) {
        final int first = first(owner);
        int last = first;
        for (int member = first; Slab.NULL_ROW != member; member = next(member)) {
            Invariant.check(member == first || previous(member) == last, "links lead back", member);
            last = member;
        }
        Invariant.check(
                Slab.NULL_ROW == first || previous(first) == last, "the first member knows the last one", owner);
    }

    private int previous(final int member) {
        return members.getInt(member, offset + Integer.BYTES) - 1;
    }

    private void next(final int member, final int row) {
        members.putInt(member, offset, row + 1);
    }

    private void previous(final int member, final int row) {
        members.putInt(member, offset + Integer.BYTES, row + 1);
    }
}
