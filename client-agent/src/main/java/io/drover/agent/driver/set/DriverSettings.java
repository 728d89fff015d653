package io.drover.agent.driver.set;

import io.drover.agent.driver.docker.DockerOptions;
import io.drover.agent.driver.rawexec.RawExecOptions;
import java.util.Set;

/**
 * Which drivers an agent has and how they are set up.
 *
 * @param rawExec settings of {@code raw_exec}.
 * @param docker settings of {@code docker}.
 * @param mock whether there is a {@code mock_driver}: in dev mode and in tests.
 * @param allowed names of drivers to have; empty for all.
 * @param denied names of drivers not to have.
 */
public record DriverSettings(
        RawExecOptions rawExec, DockerOptions docker, boolean mock, Set<String> allowed, Set<String> denied) {
    /** What dev mode has: everything. */
    public static final DriverSettings DEV =
            new DriverSettings(RawExecOptions.ENABLED, DockerOptions.DEFAULTS, true, Set.of(), Set.of());

    /** What an agent has whose operator set nothing. */
    public static final DriverSettings DEFAULTS =
            new DriverSettings(RawExecOptions.DISABLED, DockerOptions.DEFAULTS, false, Set.of(), Set.of());

    /** Copies the sets. */
    public DriverSettings {
        allowed = Set.copyOf(allowed);
        denied = Set.copyOf(denied);
    }

    boolean has(final String driver) {
        return (allowed.isEmpty() || allowed.contains(driver)) && !denied.contains(driver);
    }
}
