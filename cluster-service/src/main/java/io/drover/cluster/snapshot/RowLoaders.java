package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;

/** One loader for each family of rows. */
record RowLoaders(
        SmallRowLoader small,
        NodeRowLoader nodes,
        JobRowLoader jobs,
        EvalRowLoader evals,
        AllocRowLoader allocs,
        DeploymentRowLoader deployments,
        AclRowLoader acl,
        HostVolumeRowLoader volumes,
        CsiRowLoader csi) {
    RowLoaders(final Engine engine) {
        this(
                new SmallRowLoader(engine),
                new NodeRowLoader(engine),
                new JobRowLoader(engine),
                new EvalRowLoader(engine),
                new AllocRowLoader(engine),
                new DeploymentRowLoader(engine),
                new AclRowLoader(engine),
                new HostVolumeRowLoader(engine),
                new CsiRowLoader(engine));
    }
}
