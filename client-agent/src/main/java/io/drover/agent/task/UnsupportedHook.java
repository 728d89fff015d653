package io.drover.agent.task;

/** Refuses a task that asks for what this agent cannot give, instead of running it without. */
final class UnsupportedHook implements TaskHook {
    @Override
    public String name() {
        return "validate";
    }

    @Override
    public boolean runsOnce() {
        return true;
    }

    @Override
    public void prestart(final TaskSetup setup) throws TaskSetupException {
        if (!setup.spec().otherBlocks().isEmpty()) {
            throw TaskSetupException.of(
                    "block \"" + setup.spec().otherBlocks().get(0) + "\" is not supported yet", false);
        }
    }
}
