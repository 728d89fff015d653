package io.drover.agent.alloc;

import io.drover.agent.service.ServiceListener;

/** What an allocation's runner tells the agent; called on the event thread. */
public interface AllocListener extends ServiceListener {
    /** Something that the cluster sees or that must survive a restart changed. */
    void allocChanged(AllocRunner alloc);

    /** All tasks are dead and nothing more will happen. */
    void allocTerminal(AllocRunner alloc);
}
