package io.drover.agent.task;

/** One preparation of a task before its driver starts it. Runs on a worker, one hook after the other. */
interface TaskHook {
    /** Name in events, for example {@code template}. */
    String name();

    /** Whether it runs only before the first start of the task, not before restarts. */
    boolean runsOnce();

    /** Does the work. */
    void prestart(TaskSetup setup) throws TaskSetupException;
}
