package io.drover.agent.task;

import java.io.IOException;

/** Makes the task's directories; later starts only repair what is missing. */
final class TaskDirectoryHook implements TaskHook {
    @Override
    public String name() {
        return "task_dir";
    }

    @Override
    public boolean runsOnce() {
        return false;
    }

    @Override
    public void prestart(final TaskSetup setup) throws TaskSetupException {
        if (!setup.isDone(name())) {
            setup.emit(TaskEvents.buildingDirectory(setup.nowNs()));
        }
        try {
            setup.directory().buildTask(setup.spec().name(), setup.spec().secretsMb());
        } catch (final IOException e) {
            throw TaskSetupException.of(
                    "failed to build task directory for \"" + setup.spec().name() + "\": " + e.getMessage(), true);
        }
    }
}
