package io.drover.agent.service;

import io.drover.agent.loop.EventLoop;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.NodeInfo;
import java.util.function.Supplier;

/**
 * What services of one allocation are made from.
 *
 * @param loop the event thread.
 * @param node what is known about the node now.
 * @param assignment the newest assignment.
 * @param probe how checks are run.
 * @param parentCgroup name of the control group above all tasks, or empty.
 */
public record ServiceContext(
        EventLoop loop,
        Supplier<NodeInfo> node,
        Supplier<Assignment> assignment,
        CheckProbe probe,
        String parentCgroup) {}
