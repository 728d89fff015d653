package io.drover.agent.alloc;

import io.drover.agent.dir.AllocDirectory;
import io.drover.agent.driver.Driver;
import io.drover.agent.loop.EventLoop;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.NodeInfo;
import io.drover.agent.model.ServerReads;
import io.drover.agent.service.CheckProbe;
import io.drover.agent.service.ServiceContext;
import io.drover.agent.spec.GroupSpec;
import io.drover.agent.spec.TaskSpec;
import io.drover.agent.task.TaskContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * What every allocation of this agent works with.
 *
 * @param loop the event thread.
 * @param node what is known about the node now; may be read by any thread.
 * @param drivers drivers by name.
 * @param allocsDir directory above all allocations.
 * @param secretsInMemory whether credentials of tasks are kept in memory.
 * @param hostEnv variables of the host that tasks without an image get.
 * @param parentCgroup name of the control group above all tasks, or empty.
 * @param killTimeoutMaxNs upper bound of kill time-outs on this node.
 * @param random maps a bound to a uniform value in [0, bound).
 * @param probe how checks are run.
 * @param reads questions to the cluster.
 */
public record AllocContext(
        EventLoop loop,
        Supplier<NodeInfo> node,
        Map<String, Driver> drivers,
        Path allocsDir,
        boolean secretsInMemory,
        Map<String, String> hostEnv,
        String parentCgroup,
        long killTimeoutMaxNs,
        LongUnaryOperator random,
        CheckProbe probe,
        ServerReads reads) {

    TaskContext forTask(
            final Supplier<Assignment> assignment,
            final GroupSpec group,
            final AllocDirectory directory,
            final TaskSpec spec) {
        return new TaskContext(
                loop,
                node,
                assignment,
                group,
                directory,
                drivers.get(spec.driver()),
                hostEnv,
                parentCgroup,
                killTimeoutMaxNs,
                random,
                reads);
    }

    ServiceContext forServices(final Supplier<Assignment> assignment) {
        return new ServiceContext(loop, node, assignment, probe, parentCgroup);
    }
}
