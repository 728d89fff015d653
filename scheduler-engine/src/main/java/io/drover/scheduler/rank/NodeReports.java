package io.drover.scheduler.rank;

import io.drover.scheduler.spec.JobSpec;

/** Takes what is found of a group and of the nodes, in the order of their rows. Arguments are valid during the calls. */
public interface NodeReports {
    /** What is explained; comes first. */
    void onGroup(JobSpec spec, int group);

    /** One node; answers whether another one is wanted. */
    boolean onNode(NodeReport report);
}
