package io.drover.scheduler.rank;

/** Takes what is found of nodes, in the order of their rows. */
@FunctionalInterface
public interface NodeReports {
    /**
     * One node.
     *
     * @param report valid during the call.
     * @return whether another one is wanted.
     */
    boolean onNode(NodeReport report);
}
