package io.drover.cluster.state;

/** How the cluster looks after its servers, as operators set it; its initial values are those of the reference. Nothing acts on it. */
public final class AutopilotConfig {
    public boolean cleansUpDeadServers = true;
    public long lastContactThresholdNs = 200_000_000L;
    public long serverStabilizationNs = 10_000_000_000L;
    public long maxTrailingLogs = 250;
    public long minQuorum;
    public boolean hasRedundancyZones;
    public boolean disablesUpgradeMigration;
    public boolean hasCustomUpgrades;
    public long createIndex = 1;
    public long modifyIndex = 1;

    /** Whether anybody has set it. */
    public boolean isSet() {
        return modifyIndex > 1;
    }

    void copyFrom(final AutopilotConfig other) {
        cleansUpDeadServers = other.cleansUpDeadServers;
        lastContactThresholdNs = other.lastContactThresholdNs;
        serverStabilizationNs = other.serverStabilizationNs;
        maxTrailingLogs = other.maxTrailingLogs;
        minQuorum = other.minQuorum;
        hasRedundancyZones = other.hasRedundancyZones;
        disablesUpgradeMigration = other.disablesUpgradeMigration;
        hasCustomUpgrades = other.hasCustomUpgrades;
        createIndex = other.createIndex;
        modifyIndex = other.modifyIndex;
    }
}
