package io.drover.scheduler.offheap;

/**
 * Doubly linked lists threaded through rows: "the allocations of a node" costs eight bytes in each allocation row and
 * twelve in the node row, and nothing is allocated or searched. This object holds no list; it describes where in the
 * rows of two slabs (or one) the links are.
 *
 * <pre>
 *  owner row   | ... | first | last | count | ...          at ownerOffset, {@value #OWNER_LENGTH} bytes
 *                       |      '------------------.
 *                       v                         v
 *  member row  | next ──┼──► | next ──┼──► ... | next = END |   at memberOffset, {@value #MEMBER_LENGTH} bytes
 *              | previous    | previous        | previous   |
 *
 *  first, last   row + 1, 0 = empty list
 *  next          row + 1, END = last member, 0 = not in a list
 *  previous      row + 1, 0 = first member
 * </pre>
 *
 * <p>Zeroed rows are therefore empty lists and members of none. The order is that of insertion. Where it can be
 * observed, a snapshot must carry it: either by writing members in list order and adding them again, or by the links
 * themselves ({@link #restoreMember}, {@link #restoreOwner}), as rows are restored under their numbers.
 */
public final class RowList {
    /** Bytes that an owner row sets aside. */
    public static final int OWNER_LENGTH = 12;

    /** Bytes that a member row sets aside. */
    public static final int MEMBER_LENGTH = 8;

    private static final int FIRST_OFFSET = 0;
    private static final int LAST_OFFSET = 4;
    private static final int COUNT_OFFSET = 8;
    private static final int NEXT_OFFSET = 0;
    private static final int PREVIOUS_OFFSET = 4;
    private static final int END = -1;

    private final Slab owners;
    private final int ownerOffset;
    private final Slab members;
    private final int memberOffset;

    /**
     * @param owners       slab whose rows have a list each.
     * @param ownerOffset  where an owner row keeps {@value #OWNER_LENGTH} bytes for it.
     * @param members      slab whose rows are listed, each in at most one of these lists.
     * @param memberOffset where a member row keeps {@value #MEMBER_LENGTH} bytes for it.
     */
    public RowList(final Slab owners, final int ownerOffset, final Slab members, final int memberOffset) {
        Invariant.check(ownerOffset + OWNER_LENGTH <= owners.rowLength(), "list head lies in the row", ownerOffset);
        Invariant.check(memberOffset + MEMBER_LENGTH <= members.rowLength(), "links lie in the row", memberOffset);
        this.owners = owners;
        this.ownerOffset = ownerOffset;
        this.members = members;
        this.memberOffset = memberOffset;
    }

    /** Members of an owner's list. */
    public int count(final int owner) {
        return owners.getInt(owner, ownerOffset + COUNT_OFFSET);
    }

    /** The first member, or {@link Slab#NULL_ROW}. */
    public int first(final int owner) {
        return owners.getRow(owner, ownerOffset + FIRST_OFFSET);
    }

    /** The last member, or {@link Slab#NULL_ROW}. */
    public int last(final int owner) {
        return owners.getRow(owner, ownerOffset + LAST_OFFSET);
    }

    /** The member behind this one, or {@link Slab#NULL_ROW}. Read it before removing this one. */
    public int next(final int member) {
        final int link = members.getInt(member, memberOffset + NEXT_OFFSET);
        Invariant.check(link != 0, "row is in a list", member);
        return END == link ? Slab.NULL_ROW : link - 1;
    }

    /** The member before this one, or {@link Slab#NULL_ROW}. */
    public int previous(final int member) {
        return members.getRow(member, memberOffset + PREVIOUS_OFFSET);
    }

    /** Whether a row is in one of these lists. */
    public boolean isLinked(final int member) {
        return members.getInt(member, memberOffset + NEXT_OFFSET) != 0;
    }

    /** Puts a row that is in none of these lists at the end. */
    public void addLast(final int owner, final int member) {
        Invariant.check(!isLinked(member), "row is in no list", member, owner);
        final int last = last(owner);
        linkBehind(owner, last, member);
        setNext(member, Slab.NULL_ROW);
        setLast(owner, member);
        addToCount(owner, 1);
    }

    /** Puts a row that is in none of these lists at the beginning. */
    public void addFirst(final int owner, final int member) {
        Invariant.check(!isLinked(member), "row is in no list", member, owner);
        final int first = first(owner);
        setPrevious(member, Slab.NULL_ROW);
        setNext(member, first);
        if (Slab.NULL_ROW == first) {
            setLast(owner, member);
        } else {
            setPrevious(first, member);
        }
        setFirst(owner, member);
        addToCount(owner, 1);
    }

    /** Takes a row out of the list that it is in, which must be that of {@code owner}. */
    public void remove(final int owner, final int member) {
        final int next = next(member);
        final int previous = previous(member);
        if (Slab.NULL_ROW == previous) {
            Invariant.check(first(owner) == member, "row is in the list of this owner", member, owner);
            setFirst(owner, next);
        } else {
            setNext(previous, next);
        }
        if (Slab.NULL_ROW == next) {
            Invariant.check(last(owner) == member, "row is in the list of this owner", member, owner);
            setLast(owner, previous);
        } else {
            setPrevious(next, previous);
        }
        members.putLong(member, memberOffset, 0);
        addToCount(owner, -1);
    }

    /** Writes the links of a member as {@link #previous} and {@link #next} answered them when a snapshot was taken. */
    public void restoreMember(final int member, final int previous, final int next) {
        setPrevious(member, previous);
        setNext(member, next);
    }

    /** Writes the list of an owner as {@link #first}, {@link #last} and {@link #count} answered them. */
    public void restoreOwner(final int owner, final int first, final int last, final int count) {
        setFirst(owner, first);
        setLast(owner, last);
        owners.putInt(owner, ownerOffset + COUNT_OFFSET, count);
    }

    /** Fails unless the links of an owner's list agree with one another and with its count. O(n), for checkers. */
    public void verify(final int owner) {
        int before = Slab.NULL_ROW;
        int members = 0;
        for (int member = first(owner); member != Slab.NULL_ROW; member = next(member)) {
            Invariant.check(previous(member) == before, "links agree both ways", member, owner);
            before = member;
            members++;
            Invariant.check(members <= count(owner), "list is not longer than its count", members, owner);
        }
        Invariant.check(last(owner) == before, "list ends at its last member", before, owner);
        Invariant.check(count(owner) == members, "count is that of the list", members, owner);
    }

    private void linkBehind(final int owner, final int last, final int member) {
        setPrevious(member, last);
        if (Slab.NULL_ROW == last) {
            setFirst(owner, member);
        } else {
            setNext(last, member);
        }
    }

    private void setFirst(final int owner, final int member) {
        owners.putRow(owner, ownerOffset + FIRST_OFFSET, member);
    }

    private void setLast(final int owner, final int member) {
        owners.putRow(owner, ownerOffset + LAST_OFFSET, member);
    }

    private void setNext(final int member, final int next) {
        members.putInt(member, memberOffset + NEXT_OFFSET, Slab.NULL_ROW == next ? END : next + 1);
    }

    private void setPrevious(final int member, final int previous) {
        members.putRow(member, memberOffset + PREVIOUS_OFFSET, previous);
    }

    private void addToCount(final int owner, final int delta) {
        owners.putInt(owner, ownerOffset + COUNT_OFFSET, count(owner) + delta);
    }
}
