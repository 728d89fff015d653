package io.drover.cluster.state;

import io.drover.sbe.FeatureLevels;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The feature level of the cluster, which only rises, and the levels that members announced. Members are few and numbered from 0, so
 * each number has its place.
 */
public final class MemberLevels {
    /** Members that a cluster can have. */
    public static final int MEMBERS_MAX = 16;

    private final Heap heap;
    private final int[] counts = new int[MEMBERS_MAX];
    private final int[] oldest = new int[MEMBERS_MAX];
    private final int[] newest = new int[MEMBERS_MAX];
    private final int[] versions = new int[MEMBERS_MAX];
    private final long[] modifyIndexes = new long[MEMBERS_MAX];
    private int level = FeatureLevels.FIRST;

    MemberLevels(final Heap heap) {
        this.heap = heap;
    }

    /** What commands do now. */
    public int level() {
        return level;
    }

    /** Sets the level: at the birth, when it is raised, and from snapshots. */
    public void level(final int value) {
        level = value;
    }

    /** Whether what a level brought is in force. */
    public boolean has(final int wanted) {
        return level >= wanted;
    }

    public boolean isAnnounced(final int member) {
        return counts[member] > 0;
    }

    /** How many members there are, in the eyes of this one. */
    public int count(final int member) {
        return counts[member];
    }

    public int oldest(final int member) {
        return oldest[member];
    }

    public int newest(final int member) {
        return newest[member];
    }

    public long modifyIndex(final int member) {
        return modifyIndexes[member];
    }

    /** Makes a view of what the member calls its version. */
    public void wrapVersion(final int member, final UnsafeBuffer view) {
        heap.wrap(versions[member], view);
    }

    /** Notes what a member announced; there must be room for the text. */
    public void announce(
            final int member,
            final int count,
            final int oldestLevel,
            final int newestLevel,
            final DirectBuffer version,
            final long index) {
        if (isAnnounced(member)) {
            heap.free(versions[member]);
        }
        counts[member] = count;
        oldest[member] = oldestLevel;
        newest[member] = newestLevel;
        versions[member] = heap.put(version, 0, version.capacity());
        modifyIndexes[member] = index;
    }

    /** Members that there are as far as anybody announced. */
    public int expected() {
        int most = 0;
        for (final int count : counts) {
            most = Math.max(most, count);
        }
        return most;
    }

    /** The first member that is expected and does not have a level, or has not announced anything; -1: all have it. */
    public int findWithout(final int wanted) {
        final int expected = expected();
        for (int member = 0; member < expected; member++) {
            if (!isAnnounced(member) || wanted < oldest[member] || wanted > newest[member]) {
                return member;
            }
        }
        return -1;
    }

    /** The highest level that can be raised to, at least the present one. */
    public int reachable() {
        int highest = level;
        final int expected = expected();
        for (int member = 0; member < expected; member++) {
            if (isAnnounced(member) && newest[member] > highest && findWithout(newest[member]) < 0) {
                highest = newest[member];
            }
        }
        return highest;
    }

    void copyFrom(final MemberLevels other) {
        level = other.level;
        System.arraycopy(other.counts, 0, counts, 0, MEMBERS_MAX);
        System.arraycopy(other.oldest, 0, oldest, 0, MEMBERS_MAX);
        System.arraycopy(other.newest, 0, newest, 0, MEMBERS_MAX);
        System.arraycopy(other.versions, 0, versions, 0, MEMBERS_MAX);
        System.arraycopy(other.modifyIndexes, 0, modifyIndexes, 0, MEMBERS_MAX);
    }

    /** Takes over what the members announced to a state that this one is the successor of; they will not say it again. */
    public void succeed(final MemberLevels former) {
        final UnsafeBuffer version = new UnsafeBuffer(0, 0);
        for (int member = 0; member < MEMBERS_MAX; member++) {
            if (isAnnounced(member)) {
                heap.free(versions[member]);
                counts[member] = 0;
            }
            if (former.isAnnounced(member)) {
                former.wrapVersion(member, version);
                announce(
                        member,
                        former.counts[member],
                        former.oldest[member],
                        former.newest[member],
                        version,
                        former.modifyIndexes[member]);
            }
        }
        level = Math.max(level, former.level);
    }
}
