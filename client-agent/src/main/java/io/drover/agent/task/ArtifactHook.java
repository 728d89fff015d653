package io.drover.agent.task;

/** Refuses tasks with artifacts clearly instead of starting them without their files. */
final class ArtifactHook implements TaskHook {
    @Override
    public String name() {
        return "artifacts";
    }

    @Override
    public boolean runsOnce() {
        return true;
    }

    @Override
    public void prestart(final TaskSetup setup) throws TaskSetupException {
        if (setup.spec().artifactSources().isEmpty()) {
            return;
        }
        setup.emit(TaskEvents.downloadingArtifacts(setup.nowNs()));
        throw TaskSetupException.of(
                TaskEvents.artifactFailure(
                        setup.nowNs(),
                        "failed to download artifact \""
                                + setup.spec().artifactSources().get(0) + "\": artifacts are not supported yet"),
                false);
    }
}
