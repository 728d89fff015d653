package io.drover.agent.alloc;

import io.drover.agent.service.ServiceListener;

/** What an allocation's runner tells the agent; called on the event thread. */
public interface AllocListener extends ServiceListener {
    /** Something that the cluster sees or that must survive a restart changed. */
    void allocChanged(AllocRunner alloc);

    /**
     * Whether the agent starts tasks now.
     *
     * @param recovered false for a task whose last process could not be found again after a restart of the agent.
     */
    boolean mayStart(boolean recovered);

    /** Runs {@code action} on the event thread once the allocation, as it is now, would survive the end of the agent. */
    void whenSaved(AllocRunner alloc, Runnable action);

    /** All tasks are dead and nothing more will happen. */
    void allocTerminal(AllocRunner alloc);
}
