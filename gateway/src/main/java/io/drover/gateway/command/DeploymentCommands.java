package io.drover.gateway.command;

import io.drover.sbe.command.AllocStopEncoder;
import io.drover.sbe.command.DeploymentAction;
import io.drover.sbe.command.DeploymentChangeEncoder;
import io.drover.sbe.command.DeploymentHealthEncoder;
import io.drover.sbe.common.Health;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** Commands about deployments and their allocations. */
public final class DeploymentCommands {
    private static final int LENGTH = 128;
    private static final int ENTRY_LENGTH = 32;

    private DeploymentCommands() {}

    /** Pauses, resumes, fails or promotes a deployment; promotion of all groups when none is named. */
    public static DirectBuffer change(
            final UUID deploymentId, final DeploymentAction action, final List<String> groupNames) {
        final CommandWriter writer = new CommandWriter(LENGTH + ENTRY_LENGTH * groupNames.size());
        final DeploymentChangeEncoder command = new DeploymentChangeEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .action(action);
        CommandWriter.put(command.deploymentId(), deploymentId);
        final DeploymentChangeEncoder.GroupsEncoder groups = command.groupsCount(groupNames.size());
        groupNames.forEach(name -> groups.next().name(name));
        return writer.finish(command.encodedLength());
    }

    /** Decides on the health of allocations. */
    public static DirectBuffer health(final UUID deploymentId, final List<UUID> healthy, final List<UUID> unhealthy) {
        final CommandWriter writer = new CommandWriter(LENGTH + ENTRY_LENGTH * (healthy.size() + unhealthy.size()));
        final DeploymentHealthEncoder command =
                new DeploymentHealthEncoder().wrapAndApplyHeader(writer.buffer, 0, writer.header);
        CommandWriter.put(command.deploymentId(), deploymentId);
        final DeploymentHealthEncoder.AllocsEncoder allocs = command.allocsCount(healthy.size() + unhealthy.size());
        healthy.forEach(id -> put(allocs.next(), id, Health.HEALTHY));
        unhealthy.forEach(id -> put(allocs.next(), id, Health.UNHEALTHY));
        return writer.finish(command.encodedLength());
    }

    /** Stops an allocation; the cluster places another if its job wants it. */
    public static DirectBuffer stopAlloc(final UUID allocId, final boolean noShutdownDelay, final boolean reschedule) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final AllocStopEncoder command = new AllocStopEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .noShutdownDelay(CommandWriter.bool(noShutdownDelay))
                .reschedule(CommandWriter.bool(reschedule));
        CommandWriter.put(command.allocId(), allocId);
        return writer.finish(command.encodedLength());
    }

    private static void put(final DeploymentHealthEncoder.AllocsEncoder alloc, final UUID id, final Health health) {
        CommandWriter.put(alloc.allocId(), id);
        alloc.health(health);
    }
}
