package io.drover.agent.task;

import io.drover.agent.dir.AllocDirectory;
import io.drover.agent.driver.Driver;
import io.drover.agent.loop.EventLoop;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.NodeInfo;
import io.drover.agent.model.ServerReads;
import io.drover.agent.spec.GroupSpec;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a task runner works with; the same for all tasks of an allocation except the driver.
 *
 * @param loop the event thread.
 * @param node what is known about the node now.
 * @param assignment the newest assignment.
 * @param group the group.
 * @param directory the allocation's directory.
 * @param driver the task's driver, {@code null} when this node has none of that name.
 * @param hostEnv variables of the host that tasks without an image get.
 * @param parentCgroup name of the control group above all tasks, or empty.
 * @param killTimeoutMaxNs upper bound of kill time-outs on this node.
 * @param random maps a bound to a uniform value in [0, bound); for jitter and ids.
 * @param reads questions to the cluster.
 */
public record TaskContext(
        EventLoop loop,
        Supplier<NodeInfo> node,
        Supplier<Assignment> assignment,
        GroupSpec group,
        AllocDirectory directory,
        @Nullable Driver driver,
        Map<String, String> hostEnv,
        String parentCgroup,
        long killTimeoutMaxNs,
        LongUnaryOperator random,
        ServerReads reads) {}
