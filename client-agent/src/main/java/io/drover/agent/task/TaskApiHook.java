package io.drover.agent.task;

/** Opens the task's socket to the API. */
final class TaskApiHook implements TaskHook {
    @Override
    public String name() {
        return "api";
    }

    @Override
    public boolean runsOnce() {
        return false;
    }

    @Override
    public void prestart(final TaskSetup setup) {
        setup.taskApi().open(setup.taskDirectory().secrets());
    }
}
