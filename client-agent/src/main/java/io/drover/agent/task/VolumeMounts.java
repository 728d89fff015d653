package io.drover.agent.task;

import io.drover.agent.driver.Driver;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverFingerprint.FsIsolation;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.env.TaskEnvironment;
import io.drover.agent.spec.TaskSpec;
import io.drover.agent.spec.VolumeMountSpec;
import io.drover.agent.spec.VolumeSpec;
import io.drover.agent.volume.HostVolume;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Host volumes as a task sees them: read-only as soon as the volume, the group or the mount says so. */
final class VolumeMounts {
    private VolumeMounts() {}

    /** Why the task cannot have what it asks for; {@code null} when it can. */
    static @Nullable DriverException problem(
            final TaskContext context, final TaskSpec spec, final TaskEnvironment environment, final Driver driver) {
        for (final VolumeMountSpec mount : spec.volumeMounts()) {
            final String name = environment.interpolation().text(mount.volume());
            final VolumeSpec volume = context.group().volumes().get(name);
            if (volume == null || !volume.type().equals("host")) {
                return DriverException.permanent(
                        "volume \"" + name + "\" cannot be mounted: it is no host volume of the group");
            }
            final String source = volume.sourceOf(context.assignment().get().index());
            if (!context.node().get().hostVolumes().containsKey(source)) {
                return DriverException.permanent("host volume validation error: node is missing " + source);
            }
            if (driver.capabilities().fsIsolation() != FsIsolation.IMAGE) {
                return DriverException.permanent("task driver \"" + spec.driver() + "\" for \"" + spec.name()
                        + "\" does not support host volumes");
            }
        }
        return null;
    }

    /** The mounts; those that the node has not any more are left out. */
    static List<TaskConfig.Mount> of(
            final TaskContext context, final TaskSpec spec, final TaskEnvironment environment) {
        final List<TaskConfig.Mount> mounts = new ArrayList<>();
        for (final VolumeMountSpec mount : spec.volumeMounts()) {
            final VolumeSpec volume =
                    context.group().volumes().get(environment.interpolation().text(mount.volume()));
            final HostVolume host = volume == null
                    ? null
                    : context.node()
                            .get()
                            .hostVolumes()
                            .get(volume.sourceOf(context.assignment().get().index()));
            if (volume != null && host != null) {
                mounts.add(new TaskConfig.Mount(
                        host.path(),
                        environment.interpolation().text(mount.destination()),
                        host.readOnly() || volume.readOnly() || mount.readOnly()));
            }
        }
        return mounts;
    }
}
