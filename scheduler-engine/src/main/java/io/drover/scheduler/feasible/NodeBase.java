package io.drover.scheduler.feasible;

import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.fleet.NodeClasses;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.Texts;
import java.util.Arrays;

/**
 * The nodes that a job looks at: ready ones of its pool in one of its data centers. Decided per class.
 */
public final class NodeBase {
    /** The pool that means every pool. */
    private static final String ALL_POOLS = "all";

    /** Data centers of which the answer is remembered, a power of two. */
    private static final int DATACENTERS = 64;

    private static final int NONE = -1;

    private final Fleet fleet;
    private boolean[] admitted = new boolean[16];
    private final int[] datacenters = new int[DATACENTERS];
    private final boolean[] datacentersIn = new boolean[DATACENTERS];

    public NodeBase(final Fleet fleet) {
        this.fleet = fleet;
    }

    /** Decides for a job; to be called whenever the fleet may have changed. */
    public void prepare(final JobSpec spec) {
        final NodeClasses classes = fleet.classes();
        if (classes.rowLimit() > admitted.length) {
            admitted = new boolean[Math.max(classes.rowLimit(), admitted.length << 1)];
        }
        Arrays.fill(admitted, 0, classes.rowLimit(), false);
        final StringTable strings = fleet.strings();
        final Texts texts = spec.texts();
        final boolean isAnyPool = texts.equalsAscii(spec.nodePool(), ALL_POOLS);
        final int pool = pool(spec);
        Arrays.fill(datacenters, NONE);
        for (int row = 0; row < classes.rowLimit(); row++) {
            if (classes.isLive(row)) {
                final NodeClass nodeClass = classes.get(row);
                admitted[row] = (isAnyPool || nodeClass.pool() == pool)
                        && isInDatacenter(spec, strings, nodeClass.datacenter());
            }
        }
    }

    /** String id of the job's pool; -1 when no string is like it. */
    public int pool(final JobSpec spec) {
        final long pool = spec.nodePool();
        return fleet.strings().find(spec.texts().buffer(), Texts.offset(pool), Texts.length(pool));
    }

    /** Whether nodes of the class are in the job's pool and data centers. */
    public boolean admitsClass(final int classRow) {
        return admitted[classRow];
    }

    /** Whether the node is ready and in the job's pool and data centers. */
    public boolean admits(final int node) {
        return fleet.isReady(node) && admitted[fleet.classRow(node)];
    }

    private boolean isInDatacenter(final JobSpec spec, final StringTable strings, final int datacenter) {
        final int slot = datacenter & DATACENTERS - 1;
        if (datacenters[slot] != datacenter) {
            datacenters[slot] = datacenter;
            datacentersIn[slot] = matchesDatacenter(spec, strings, datacenter);
        }
        return datacentersIn[slot];
    }

    private static boolean matchesDatacenter(final JobSpec spec, final StringTable strings, final int datacenter) {
        for (int i = 0; i < spec.datacenterCount(); i++) {
            if (Globs.matches(spec.texts(), spec.datacenter(i), strings, datacenter)) {
                return true;
            }
        }
        return false;
    }
}
