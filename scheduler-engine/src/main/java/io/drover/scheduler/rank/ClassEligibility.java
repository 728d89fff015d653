package io.drover.scheduler.rank;

import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClasses;
import io.drover.scheduler.plan.BlockedPlan;
import java.util.Arrays;

/**
 * Which computed classes could take one of the groups that found no place: what a blocked evaluation waits for. A class that one
 * group could use is eligible, whatever the others say; a class of which no node was looked at is not listed, and may fit.
 */
final class ClassEligibility {
    private boolean isNeeded;
    private boolean isEscaped;
    private boolean[] seen = new boolean[16];
    private boolean[] eligible = new boolean[16];
    private long[] order = new long[16];

    void clear(final Fleet fleet) {
        isNeeded = false;
        isEscaped = false;
        final int limit = fleet.classes().rowLimit();
        if (limit > eligible.length) {
            eligible = new boolean[Math.max(limit, eligible.length << 1)];
            seen = new boolean[eligible.length];
            order = new long[eligible.length];
        }
        Arrays.fill(seen, 0, limit, false);
        Arrays.fill(eligible, 0, limit, false);
    }

    /** A group found no place. */
    void add(final boolean escaped) {
        isNeeded = true;
        isEscaped |= escaped;
    }

    /** Nodes of this class were looked at. */
    void addSeen(final int classRow) {
        seen[classRow] = true;
    }

    /** A group that found no place could run on nodes of this class, had they room. */
    void addEligible(final int classRow) {
        eligible[classRow] = true;
    }

    /** Writes the classes in the order of their digests. */
    void writeTo(final BlockedPlan blocked, final Fleet fleet) {
        if (!isNeeded) {
            return;
        }
        blocked.need(isEscaped);
        if (isEscaped) {
            return;
        }
        final NodeClasses classes = fleet.classes();
        for (int pass = 0; pass < 2; pass++) {
            int count = 0;
            for (int row = 0; row < classes.rowLimit(); row++) {
                if (classes.isLive(row) && seen[row] && eligible[row] == (pass == 0)) {
                    order[count++] = classes.get(row).digest();
                }
            }
            Arrays.sort(order, 0, count);
            for (int i = 0; i < count; i++) {
                blocked.addClass(order[i], pass == 0);
            }
        }
    }
}
