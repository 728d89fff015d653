package io.drover.gateway.command;

import io.drover.sbe.command.AutopilotSetEncoder;
import io.drover.sbe.command.SchedulerConfigSetEncoder;
import org.agrona.DirectBuffer;

/** Commands that set what the scheduler goes by. */
public final class ConfigCommands {
    private static final int LENGTH = 128;

    /** The scheduler's configuration. */
    public record SchedulerConfig(
            boolean spreadAlgorithm,
            boolean preemptSystem,
            boolean preemptSysbatch,
            boolean preemptBatch,
            boolean preemptService,
            boolean memoryOversubscription,
            boolean rejectJobRegistration,
            boolean pauseEvalBroker,
            int nodeLimit) {}

    private ConfigCommands() {}

    /** Sets the configuration, when it is still the one of the index if that is to be checked. */
    public static DirectBuffer setScheduler(
            final SchedulerConfig config, final boolean checkIndex, final long modifyIndex) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final SchedulerConfigSetEncoder command = new SchedulerConfigSetEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .spreadAlgorithm(CommandWriter.bool(config.spreadAlgorithm()))
                .preemptSystem(CommandWriter.bool(config.preemptSystem()))
                .preemptSysbatch(CommandWriter.bool(config.preemptSysbatch()))
                .preemptBatch(CommandWriter.bool(config.preemptBatch()))
                .preemptService(CommandWriter.bool(config.preemptService()))
                .memoryOversubscription(CommandWriter.bool(config.memoryOversubscription()))
                .rejectJobRegistration(CommandWriter.bool(config.rejectJobRegistration()))
                .pauseEvalBroker(CommandWriter.bool(config.pauseEvalBroker()))
                .nodeLimitForFeasibilityChecks(config.nodeLimit())
                .checkIndex(CommandWriter.bool(checkIndex))
                .modifyIndex(modifyIndex);
        return writer.finish(command.encodedLength());
    }

    /** How servers are looked after; times in nanoseconds. */
    public record Autopilot(
            boolean cleanupDeadServers,
            long lastContactThresholdNs,
            long serverStabilizationNs,
            long maxTrailingLogs,
            long minQuorum,
            boolean enableRedundancyZones,
            boolean disableUpgradeMigration,
            boolean enableCustomUpgrades) {}

    /** Sets how servers are looked after, when that is still as of the index if that is to be checked. */
    public static DirectBuffer setAutopilot(final Autopilot config, final boolean checkIndex, final long modifyIndex) {
        final CommandWriter writer = new CommandWriter(LENGTH);
        final AutopilotSetEncoder command = new AutopilotSetEncoder()
                .wrapAndApplyHeader(writer.buffer, 0, writer.header)
                .checkIndex(CommandWriter.bool(checkIndex))
                .modifyIndex(modifyIndex)
                .cleanupDeadServers(CommandWriter.bool(config.cleanupDeadServers()))
                .lastContactThresholdNs(config.lastContactThresholdNs())
                .serverStabilizationNs(config.serverStabilizationNs())
                .maxTrailingLogs(config.maxTrailingLogs())
                .minQuorum(config.minQuorum())
                .enableRedundancyZones(CommandWriter.bool(config.enableRedundancyZones()))
                .disableUpgradeMigration(CommandWriter.bool(config.disableUpgradeMigration()))
                .enableCustomUpgrades(CommandWriter.bool(config.enableCustomUpgrades()));
        return writer.finish(command.encodedLength());
    }
}
