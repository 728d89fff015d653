package io.drover.scheduler.feasible;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecCache;
import java.util.Arrays;

/**
 * The allocations of the evaluated job, sorted into groups: those of the current spec by their index, then groups that only
 * older versions have. Groups of different versions are the same when their names are.
 *
 * <pre>
 *  rows    | group 0: a0 a1 a2 | group 1: a3 | ... | left group: a7 a8 |     each in the order of creation
 *  starts    ^                   ^                   ^
 * </pre>
 */
public final class JobAllocs {
    private int count;
    private int[] found = new int[64];
    private int[] foundGroups = new int[64];
    private int[] rows = new int[64];
    private int[] starts = new int[8];
    private int groupCount;
    private long[] leftSpecs = new long[4];
    private int[] leftGroups = new int[4];
    private int currentGroupCount;
    private long mappedSpec;
    private int[] map = new int[8];

    /** Reads the allocations of a job. */
    public void load(final StateView view, final int job, final JobSpec spec, final SpecCache specs) {
        count = 0;
        currentGroupCount = spec.groupCount();
        groupCount = currentGroupCount;
        mappedSpec = 0;
        final AllocView allocs = view.allocs();
        for (int alloc = view.jobs().firstAlloc(job); alloc >= 0; alloc = allocs.nextOfJob(alloc)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count << 1);
                foundGroups = Arrays.copyOf(foundGroups, count << 1);
            }
            found[count] = alloc;
            foundGroups[count++] = groupOf(view, alloc, spec, specs);
        }
        sort();
    }

    /** Groups of the current spec and those that are left of older ones. */
    public int groupCount() {
        return groupCount;
    }

    /** Allocations of all groups. */
    public int count() {
        return count;
    }

    /** An allocation, groups one after another. */
    public int row(final int index) {
        return rows[index];
    }

    /** Index of the first allocation of a group. */
    public int first(final int group) {
        return starts[group];
    }

    /** One behind the last allocation of a group. */
    public int limit(final int group) {
        return starts[group + 1];
    }

    /** A spec that has this group, which the current spec has not. */
    public long leftSpec(final int group) {
        return leftSpecs[group - currentGroupCount];
    }

    /** Its index there. */
    public int leftGroup(final int group) {
        return leftGroups[group - currentGroupCount];
    }

    private int groupOf(final StateView view, final int alloc, final JobSpec spec, final SpecCache specs) {
        final long handle = view.allocs().spec(alloc);
        final int group = view.allocs().group(alloc);
        if (handle == spec.handle()) {
            return group;
        }
        if (handle != mappedSpec) {
            mapGroups(view, handle, spec, specs);
        }
        return map[group];
    }

    private void mapGroups(final StateView view, final long handle, final JobSpec spec, final SpecCache specs) {
        final JobSpec other = specs.get(view.jobs(), handle);
        mappedSpec = handle;
        if (other.groupCount() > map.length) {
            map = new int[Math.max(other.groupCount(), map.length << 1)];
        }
        for (int i = 0; i < other.groupCount(); i++) {
            final int current = spec.findGroup(other, i);
            map[i] = current >= 0 ? current : leftGroup(view, other, i, specs);
        }
    }

    private int leftGroup(final StateView view, final JobSpec other, final int group, final SpecCache specs) {
        final int leftCount = groupCount - currentGroupCount;
        for (int i = 0; i < leftCount; i++) {
            if (specs.get(view.jobs(), leftSpecs[i]).findGroup(other, group) == leftGroups[i]) {
                return currentGroupCount + i;
            }
        }
        if (leftCount == leftSpecs.length) {
            leftSpecs = Arrays.copyOf(leftSpecs, leftCount << 1);
            leftGroups = Arrays.copyOf(leftGroups, leftCount << 1);
        }
        leftSpecs[leftCount] = other.handle();
        leftGroups[leftCount] = group;
        return groupCount++;
    }

    private void sort() {
        if (groupCount + 2 > starts.length) {
            starts = new int[Math.max(groupCount + 2, starts.length << 1)];
        }
        Arrays.fill(starts, 0, groupCount + 2, 0);
        for (int i = 0; i < count; i++) {
            starts[foundGroups[i] + 2]++;
        }
        for (int i = 2; i < groupCount + 2; i++) {
            starts[i] += starts[i - 1];
        }
        if (rows.length < count) {
            rows = new int[found.length];
        }
        // While rows are filled in, the start of a group stands one place further and moves on with each of its rows.
        for (int i = 0; i < count; i++) {
            rows[starts[foundGroups[i] + 1]++] = found[i];
        }
    }
}
