package io.drover.agent.volume;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.agent.state.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host volumes of a node by name. Dynamic ones survive a restart of the agent in one small file, and are made again when it starts;
 * the file is written before anybody hears of a volume. Thread-safe; a call takes as long as a plugin does.
 */
public final class HostVolumes {
    private static final Logger LOG = LoggerFactory.getLogger(HostVolumes.class);
    private static final String FILE_NAME = "host_volumes.json";
    private static final String ATTRIBUTE = "plugins.host_volume.";

    /**
     * Where things are.
     *
     * @param stateDirectory where dynamic volumes are remembered; {@code null}: nowhere.
     * @param volumesDirectory where the built-in plugin makes them.
     * @param pluginDirectory programs that make volumes; need not exist.
     */
    public record Directories(@Nullable Path stateDirectory, Path volumesDirectory, Path pluginDirectory) {}

    private final ObjectMapper mapper = new ObjectMapper();
    private final NavigableMap<String, HostVolume> configured;
    private final NavigableMap<String, VolumeRequest> dynamic = new TreeMap<>();
    private final NavigableMap<String, VolumePlugin> plugins = new TreeMap<>();
    /** Remembered, but a plugin could not make them again. */
    private final Set<String> broken = new TreeSet<>();
    /** What others see, without waiting for plugins. */
    private volatile NavigableMap<String, HostVolume> shown = Collections.emptyNavigableMap();

    private final @Nullable Path file;
    private final Runnable changed;

    private HostVolumes(
            final Map<String, HostVolume> configured,
            final Directories directories,
            final String nodeId,
            final Runnable changed) {
        this.configured = new TreeMap<>(configured);
        this.changed = changed;
        final Path state = directories.stateDirectory();
        file = state == null ? null : state.resolve(FILE_NAME);
        plugins.put(MkdirPlugin.ID, new MkdirPlugin(directories.volumesDirectory()));
        findPrograms(directories, nodeId);
    }

    /**
     * Opens the volumes of a node.
     *
     * @param configured those of its configuration.
     * @param changed called after a dynamic volume came or went, on the thread that saw to it; the node registers again.
     */
    public static HostVolumes open(
            final Map<String, HostVolume> configured,
            final Directories directories,
            final String nodeId,
            final Runnable changed)
            throws IOException {
        final HostVolumes volumes = new HostVolumes(configured, directories, nodeId, changed);
        volumes.load();
        return volumes;
    }

    /** All volumes by the names that jobs ask for. */
    public NavigableMap<String, HostVolume> all() {
        return shown;
    }

    private void show() {
        final NavigableMap<String, HostVolume> all = new TreeMap<>(configured);
        dynamic.forEach((name, volume) -> {
            if (!broken.contains(volume.id())) {
                all.put(name, new HostVolume(volume.id(), volume.hostPath(), false));
            }
        });
        shown = Collections.unmodifiableNavigableMap(all);
    }

    /** Attributes of the node: the plugins that it has. */
    public Map<String, String> attributes() {
        final Map<String, String> attributes = new TreeMap<>();
        plugins.forEach((id, plugin) -> attributes.put(ATTRIBUTE + id + ".version", plugin.version()));
        return attributes;
    }

    /** Makes a volume. */
    public MadeVolume create(final VolumeRequest request) throws VolumeException {
        final MadeVolume made;
        synchronized (this) {
            checkName(request);
            made = plugin(request.plugin()).create(request);
            final boolean isNew =
                    dynamic.values().stream().noneMatch(volume -> volume.id().equals(request.id()));
            try {
                remember(request.at(made.hostPath()));
            } catch (final VolumeException e) {
                if (isNew) {
                    plugin(request.plugin()).delete(request.at(made.hostPath()));
                }
                throw e;
            }
        }
        changed.run();
        return made;
    }

    /** Takes over what is there already. */
    public MadeVolume register(final VolumeRequest request) throws VolumeException {
        synchronized (this) {
            checkName(request);
            final Path path = Path.of(request.hostPath());
            if (!path.isAbsolute() || !Files.exists(path)) {
                throw new VolumeException(
                        "could not verify host path for \"" + request.hostPath() + "\": no such file or directory");
            }
            remember(request);
        }
        changed.run();
        return new MadeVolume(request.hostPath(), 0);
    }

    /** Removes a volume; one that was taken over is only forgotten. */
    public void delete(final VolumeRequest request) throws VolumeException {
        synchronized (this) {
            final VolumePlugin plugin = plugins.get(request.plugin());
            if (plugin != null) {
                plugin.delete(request);
            } else if (!request.plugin().isEmpty()) {
                throw unknown(request.plugin());
            }
            dynamic.values().removeIf(volume -> volume.id().equals(request.id()));
            show();
            save();
        }
        changed.run();
    }

    /** A name belongs to one volume, but a volume may keep a name that it had before. */
    private void checkName(final VolumeRequest request) throws VolumeException {
        final VolumeRequest holder = dynamic.get(request.name());
        if (configured.containsKey(request.name())
                || holder != null && !holder.id().equals(request.id())) {
            throw new VolumeException("volume name \"" + request.name() + "\" already exists on this node");
        }
    }

    private VolumePlugin plugin(final String id) throws VolumeException {
        final VolumePlugin plugin = plugins.get(id);
        if (plugin == null) {
            throw unknown(id);
        }
        return plugin;
    }

    private static VolumeException unknown(final String plugin) {
        return new VolumeException("no such plugin: \"" + plugin + "\"");
    }

    private void remember(final VolumeRequest volume) throws VolumeException {
        final VolumeRequest former = dynamic.put(volume.name(), volume);
        try {
            save();
            broken.remove(volume.id());
            show();
        } catch (final VolumeException e) {
            if (former == null) {
                dynamic.remove(volume.name());
            } else {
                dynamic.put(volume.name(), former);
            }
            throw e;
        }
    }

    private void findPrograms(final Directories directories, final String nodeId) {
        final Path directory = directories.pluginDirectory();
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                    .sorted()
                    .forEach(path -> addProgram(path, directories.volumesDirectory(), nodeId));
        } catch (final IOException e) {
            LOG.error("host volume plugins in {} cannot be listed", directory, e);
        }
    }

    private void addProgram(final Path program, final Path volumesDirectory, final String nodeId) {
        try {
            plugins.put(String.valueOf(program.getFileName()), ProgramPlugin.of(program, volumesDirectory, nodeId));
        } catch (final VolumeException e) {
            LOG.warn("host volume plugin {} is left out", program, e);
        }
    }

    private void load() throws IOException {
        if (file != null && Files.exists(file)) {
            for (final JsonNode json : mapper.readTree(Files.readAllBytes(file))) {
                load(json);
            }
        }
        show();
    }

    private void load(final JsonNode json) throws IOException {
        final VolumeRequest volume;
        try {
            volume = VolumeRequest.of(json);
        } catch (final VolumeException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
        dynamic.put(volume.name(), volume);
        try {
            if (!volume.plugin().isEmpty()) {
                plugin(volume.plugin()).create(volume);
            }
        } catch (final VolumeException e) {
            LOG.error("host volume {} of {} cannot be offered", volume.name(), file, e);
            broken.add(volume.id());
        }
    }

    private void save() throws VolumeException {
        if (file == null) {
            return;
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = mapper.createGenerator(out)) {
            json.writeStartArray();
            for (final VolumeRequest volume : dynamic.values()) {
                write(json, volume);
            }
            json.writeEndArray();
            json.flush();
            AtomicFile.replace(file, out.toByteArray());
        } catch (final IOException e) {
            throw new VolumeException("the volumes of this node could not be saved: " + e.getMessage(), e);
        }
    }

    private static void write(final JsonGenerator json, final VolumeRequest volume) throws IOException {
        json.writeStartObject();
        json.writeStringField("ID", volume.id());
        json.writeStringField("Name", volume.name());
        json.writeStringField("PluginID", volume.plugin());
        json.writeStringField("Namespace", volume.namespace());
        json.writeStringField("NodePool", volume.nodePool());
        json.writeStringField("HostPath", volume.hostPath());
        json.writeNumberField("CapacityMinBytes", volume.capacityMinBytes());
        json.writeNumberField("CapacityMaxBytes", volume.capacityMaxBytes());
        json.writeObjectFieldStart("Parameters");
        for (final Map.Entry<String, String> parameter : volume.parameters().entrySet()) {
            json.writeStringField(parameter.getKey(), parameter.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
