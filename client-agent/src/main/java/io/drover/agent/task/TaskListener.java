package io.drover.agent.task;

/** What a task runner tells its allocation; called on the event thread. */
public interface TaskListener {
    /** The task's state or events changed; it must be saved and reported. */
    void taskChanged(TaskRunner task);

    /** Something happened to it that changes nothing about how it runs; that may be told a moment later. */
    void taskNoted(TaskRunner task);

    /** The task runs: its services may be offered. */
    void taskStarted(TaskRunner task);

    /** The task is about to end or has ended: its services must not be offered any more. */
    void taskStopping(TaskRunner task);

    /** Runs {@code action} on the event thread once the task, as it is now, would survive the end of the agent. */
    void whenSaved(Runnable action);

    /** Whether the task may run now. */
    boolean mayRun(TaskRunner task);
}
