package io.drover.scheduler.reconcile;

import io.drover.scheduler.AllocView;

/**
 * Names for canaries: first those of allocations that an update replaces, so that names stay unique afterwards, then free ones, then
 * numbers from the count on.
 */
final class CanaryNames {
    private final NameIndexes existing = new NameIndexes();
    private final NameIndexes replaced = new NameIndexes();
    private NameIndexes used = existing;
    private int desiredCount;
    private int fromReplaced;
    private int fromFree;
    private int beyond;

    void begin(final AllocView allocs, final GroupSets sets, final NameIndexes names, final int count) {
        existing.reset(count);
        existing.addAll(allocs, sets.canaries);
        replaced.reset(count);
        replaced.addAll(allocs, sets.destructive);
        used = names;
        desiredCount = count;
        fromReplaced = 0;
        fromFree = 0;
        beyond = count;
    }

    int next() {
        for (; fromReplaced < desiredCount; fromReplaced++) {
            if (replaced.contains(fromReplaced) && !existing.contains(fromReplaced)) {
                return take(fromReplaced);
            }
        }
        for (; fromFree < desiredCount; fromFree++) {
            if (!used.contains(fromFree) && !existing.contains(fromFree)) {
                return take(fromFree);
            }
        }
        return beyond++;
    }

    private int take(final int index) {
        existing.add(index);
        used.add(index);
        return index;
    }
}
