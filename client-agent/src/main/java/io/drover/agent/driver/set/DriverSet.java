package io.drover.agent.driver.set;

import io.drover.agent.driver.Driver;
import io.drover.agent.driver.docker.DockerDriver;
import io.drover.agent.driver.jvm.JavaDriver;
import io.drover.agent.driver.mock.MockDriver;
import io.drover.agent.driver.process.CgroupHierarchy;
import io.drover.agent.driver.process.ProcessRuntime;
import io.drover.agent.driver.rawexec.RawExecDriver;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The drivers of one agent with what they share. Creating it starts no process and connects to nothing; closing it leaves all
 * processes and containers running, while pretended tasks of the mock driver stop moving.
 */
public final class DriverSet implements AutoCloseable {
    private final ProcessRuntime runtime;
    private final DockerDriver docker;
    private final MockDriver mock;
    private final Map<String, Driver> drivers;

    /**
     * Creates the drivers that the settings name.
     *
     * @param stateDir directory of the agent that tasks cannot reach; drivers keep what they know of tasks below it.
     * @param coreMhz speed of one core, to express usage in MHz.
     */
    public DriverSet(final DriverSettings settings, final Path stateDir, final double coreMhz) {
        runtime = new ProcessRuntime(
                Path.of("/proc"),
                CgroupHierarchy.detect(Path.of("/sys/fs/cgroup")),
                coreMhz,
                stateDir.resolve("processes"));
        docker = new DockerDriver(settings.docker(), coreMhz, stateDir.resolve("docker"));
        mock = new MockDriver(Clock.systemUTC());
        final Map<String, Driver> byName = new TreeMap<>();
        for (final Driver driver : List.of(
                docker,
                new AbsentDriver(
                        "exec", "task isolation without a container engine is not supported, use docker or raw_exec"),
                new JavaDriver(runtime),
                mock,
                new AbsentDriver("qemu", "virtual machines are not supported"),
                new RawExecDriver(runtime, settings.rawExec()))) {
            final boolean wanted = driver != mock || settings.mock();
            if (wanted && settings.has(driver.name())) {
                byName.put(driver.name(), driver);
            }
        }
        drivers = Collections.unmodifiableMap(byName);
    }

    /** Drivers by name, sorted. */
    public Map<String, Driver> byName() {
        return drivers;
    }

    @Override
    public void close() {
        docker.close();
        mock.close();
        runtime.close();
    }
}
