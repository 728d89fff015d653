package io.drover.agent.driver.docker;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The operator's settings of the driver.
 *
 * @param endpoint the engine's address; empty for {@code DOCKER_HOST} or the usual socket.
 * @param authConfig path of a Docker {@code config.json} with registry logins, or empty.
 * @param allowPrivileged whether tasks may be privileged or share namespaces of the host.
 * @param allowCaps capabilities that tasks may have.
 * @param allowRuntimes runtimes that tasks may name.
 * @param volumesEnabled whether tasks may mount any path of the host.
 * @param removeImages whether images are removed when no task uses them any more.
 * @param removeImageDelay how long after the last use.
 * @param removeContainers whether containers are removed when their task is destroyed.
 * @param pullTimeout how long a pull may take.
 * @param pullActivityTimeout how long a pull may make no progress.
 * @param containerExistsAttempts how often a name that is taken is tried again.
 * @param oomScoreAdj added to every container's out-of-memory score.
 * @param pidsLimit highest number of processes in a container, 0 for none.
 * @param loggingType the engine's log driver for containers that name none.
 * @param loggingConfig its options.
 * @param extraLabels globs of further labels that containers get.
 */
public record DockerOptions(
        String endpoint,
        String authConfig,
        boolean allowPrivileged,
        List<String> allowCaps,
        List<String> allowRuntimes,
        boolean volumesEnabled,
        boolean removeImages,
        Duration removeImageDelay,
        boolean removeContainers,
        Duration pullTimeout,
        Duration pullActivityTimeout,
        int containerExistsAttempts,
        int oomScoreAdj,
        long pidsLimit,
        String loggingType,
        Map<String, String> loggingConfig,
        List<String> extraLabels) {

    /** Capabilities of a container unless a task asks for others. */
    public static final List<String> DEFAULT_CAPS = List.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    /** What applies when the operator sets nothing. */
    public static final DockerOptions DEFAULTS = new DockerOptions(
            "",
            "",
            false,
            DEFAULT_CAPS,
            List.of("runc", "nvidia"),
            false,
            true,
            Duration.ofMinutes(3),
            true,
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            5,
            0,
            0,
            "json-file",
            Map.of("max-file", "2", "max-size", "2m"),
            List.of());

    /** Copies the collections. */
    public DockerOptions {
        allowCaps = List.copyOf(allowCaps);
        allowRuntimes = List.copyOf(allowRuntimes);
        loggingConfig = Map.copyOf(loggingConfig);
        extraLabels = List.copyOf(extraLabels);
    }

    /** The same with another engine. */
    public DockerOptions withEndpoint(final String value) {
        return new DockerOptions(
                value,
                authConfig,
                allowPrivileged,
                allowCaps,
                allowRuntimes,
                volumesEnabled,
                removeImages,
                removeImageDelay,
                removeContainers,
                pullTimeout,
                pullActivityTimeout,
                containerExistsAttempts,
                oomScoreAdj,
                pidsLimit,
                loggingType,
                loggingConfig,
                extraLabels);
    }

    /** The same with or without the removal of unused images. */
    public DockerOptions withRemoveImages(final boolean value) {
        return new DockerOptions(
                endpoint,
                authConfig,
                allowPrivileged,
                allowCaps,
                allowRuntimes,
                volumesEnabled,
                value,
                removeImageDelay,
                removeContainers,
                pullTimeout,
                pullActivityTimeout,
                containerExistsAttempts,
                oomScoreAdj,
                pidsLimit,
                loggingType,
                loggingConfig,
                extraLabels);
    }

    /** The address to connect to. */
    String resolvedEndpoint() {
        if (!endpoint.isEmpty()) {
            return endpoint;
        }
        final String host = System.getenv("DOCKER_HOST");
        return host == null || host.isEmpty() ? "unix:///var/run/docker.sock" : host;
    }
}
