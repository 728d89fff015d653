package io.drover.agent.driver.docker;

import com.github.dockerjava.api.model.BindOptions;
import com.github.dockerjava.api.model.BindPropagation;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.TmpfsOptions;
import com.github.dockerjava.api.model.VolumeOptions;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.TaskConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a container sees of the host's files.
 *
 * @param binds in the engine's text form {@code source:target[:mode]}.
 * @param mounts typed mounts.
 */
record ContainerMounts(List<String> binds, List<Mount> mounts) {
    private static final Map<String, BindPropagation> PROPAGATIONS = Map.of(
            "private", BindPropagation.PRIVATE,
            "rprivate", BindPropagation.R_PRIVATE,
            "shared", BindPropagation.SHARED,
            "rshared", BindPropagation.R_SHARED,
            "slave", BindPropagation.SLAVE,
            "rslave", BindPropagation.R_SLAVE);

    static ContainerMounts of(
            final TaskConfig config, final DockerTaskConfig.Storage storage, final boolean volumesEnabled)
            throws DriverException {
        final List<String> binds = new ArrayList<>();
        binds.add(config.allocDir() + ":/alloc");
        binds.add(config.localDir() + ":/local");
        binds.add(config.secretsDir() + ":/secrets");
        // Logs are written from outside; a task must not be able to change them.
        binds.add(config.logs().dir() + ":/alloc/logs:ro");
        if (!volumesEnabled && !storage.volumeDriver().isEmpty()) {
            throw DriverException.permanent(
                    "volumes are not enabled; cannot use volume driver \"" + storage.volumeDriver() + "\"");
        }
        for (final String volume : storage.volumes()) {
            binds.add(bind(config, volume, storage, volumesEnabled));
        }
        for (final TaskConfig.Mount mount : config.mounts()) {
            binds.add(mount.hostPath() + ":" + mount.taskPath() + (mount.readOnly() ? ":ro" : ""));
        }
        final List<Mount> mounts = new ArrayList<>();
        for (final DockerTaskConfig.MountBlock block : storage.mounts()) {
            mounts.add(mount(config, block, volumesEnabled));
        }
        return new ContainerMounts(binds, mounts);
    }

    private static String bind(
            final TaskConfig config,
            final String volume,
            final DockerTaskConfig.Storage storage,
            final boolean volumesEnabled)
            throws DriverException {
        final String[] parts = volume.split(":");
        if (parts.length < 2 || parts.length > 3) {
            throw DriverException.permanent("invalid docker volume: \"" + volume + "\", expected source:target[:mode]");
        }
        if (storage.volumeDriver().isEmpty()) {
            parts[0] = hostPath(config, parts[0], volumesEnabled);
        }
        return String.join(":", parts);
    }

    private static Mount mount(
            final TaskConfig config, final DockerTaskConfig.MountBlock block, final boolean volumesEnabled)
            throws DriverException {
        final Mount mount = new Mount().withTarget(block.target()).withReadOnly(block.readonly());
        switch (block.type()) {
            case "bind" -> {
                mount.withType(MountType.BIND).withSource(hostPath(config, block.source(), volumesEnabled));
                if (!block.propagation().isEmpty()) {
                    mount.withBindOptions(new BindOptions().withPropagation(propagation(block.propagation())));
                }
            }
            case "tmpfs" -> {
                final TmpfsOptions options = new TmpfsOptions();
                if (block.tmpfsSize() > 0) {
                    options.withSizeBytes(block.tmpfsSize());
                }
                if (block.tmpfsMode() > 0) {
                    options.withMode((int) block.tmpfsMode());
                }
                mount.withType(MountType.TMPFS).withTmpfsOptions(options);
            }
            case "volume" -> {
                if (!volumesEnabled) {
                    throw DriverException.permanent(
                            "volumes are not enabled; cannot mount volume: \"" + block.source() + "\"");
                }
                mount.withType(MountType.VOLUME).withSource(block.source()).withVolumeOptions(volumeOptions(block));
            }
            default ->
                throw DriverException.permanent(
                        "mount type must be one of bind, tmpfs or volume, but is \"" + block.type() + "\"");
        }
        return mount;
    }

    private static VolumeOptions volumeOptions(final DockerTaskConfig.MountBlock block) {
        final VolumeOptions options =
                new VolumeOptions().withNoCopy(block.noCopy()).withLabels(new TreeMap<>(block.volumeLabels()));
        if (!block.volumeDriver().isEmpty()) {
            options.withDriverConfig(new com.github.dockerjava.api.model.Driver()
                    .withName(block.volumeDriver())
                    .withOptions(new TreeMap<>(block.volumeDriverOptions())));
        }
        return options;
    }

    private static BindPropagation propagation(final String text) throws DriverException {
        final BindPropagation propagation = PROPAGATIONS.get(text.toLowerCase(Locale.ROOT));
        if (propagation == null) {
            throw DriverException.permanent("mount propagation must be one of "
                    + String.join(", ", PROPAGATIONS.keySet().stream().sorted().toList()) + ", but is \"" + text
                    + "\"");
        }
        return propagation;
    }

    /** A relative source is in the task's directory; anything outside the allocation needs the operator's consent. */
    private static String hostPath(final TaskConfig config, final String source, final boolean volumesEnabled)
            throws DriverException {
        final Path path = config.taskDir().resolve(source).normalize();
        // Links are followed first: an earlier run of the task may have left one that leads out.
        final Path real = real(path);
        if (!volumesEnabled && !real.startsWith(real(config.taskDir())) && !real.startsWith(real(config.allocDir()))) {
            throw DriverException.permanent("volumes are not enabled; cannot mount host path: \"" + source + "\"");
        }
        return path.toString();
    }

    private static Path real(final Path path) {
        try {
            return path.toRealPath();
        } catch (final IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
