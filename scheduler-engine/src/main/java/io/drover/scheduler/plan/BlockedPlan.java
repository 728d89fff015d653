package io.drover.scheduler.plan;

import java.util.Arrays;

/**
 * What a blocked evaluation has to remember: which computed classes were seen, and the nodes that a system job waits for.
 */
public final class BlockedPlan {
    private boolean isNeeded;
    private boolean isEscaped;
    private int classCount;
    private long[] classes = new long[16];
    private boolean[] eligible = new boolean[16];
    private int nodeCount;
    private int[] nodes = new int[16];

    void clear() {
        isNeeded = false;
        isEscaped = false;
        classCount = 0;
        nodeCount = 0;
    }

    /** A placement failed: the evaluation blocks, or leaves a blocked one behind. */
    public void need(final boolean escaped) {
        isNeeded = true;
        isEscaped = escaped;
    }

    public void addClass(final long computedClass, final boolean isEligible) {
        if (classCount == classes.length) {
            classes = Arrays.copyOf(classes, classCount << 1);
            eligible = Arrays.copyOf(eligible, classCount << 1);
        }
        classes[classCount] = computedClass;
        eligible[classCount++] = isEligible;
    }

    public void addNode(final int node) {
        if (nodeCount == nodes.length) {
            nodes = Arrays.copyOf(nodes, nodeCount << 1);
        }
        nodes[nodeCount++] = node;
    }

    public boolean isNeeded() {
        return isNeeded;
    }

    /** Whether a constraint looks at single nodes, so that any capacity may help. No classes are listed then. */
    public boolean isEscaped() {
        return isEscaped;
    }

    public int classCount() {
        return classCount;
    }

    public long computedClass(final int index) {
        return classes[index];
    }

    public boolean isEligible(final int index) {
        return eligible[index];
    }

    /** System jobs: nodes that had no room. */
    public int nodeCount() {
        return nodeCount;
    }

    public int node(final int index) {
        return nodes[index];
    }
}
