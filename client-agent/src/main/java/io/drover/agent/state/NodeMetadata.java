package io.drover.agent.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of the node: what its configuration says, overlaid by what operators set while it runs. A dynamic {@code null} hides
 * a key of the configuration. Dynamic values survive a restart of the agent in one small file. Thread-safe.
 */
public final class NodeMetadata {
    private static final String FILE_NAME = "meta.json";

    /** What every node has unless its configuration says otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "connect.sidecar_image", "docker.io/envoyproxy/envoy:v${NOMAD_envoy_version}",
            "connect.gateway_image", "docker.io/envoyproxy/envoy:v${NOMAD_envoy_version}",
            "connect.log_level", "info",
            "connect.proxy_concurrency", "1",
            "connect.transparent_proxy.default_uid", "101",
            "connect.transparent_proxy.default_outbound_port", "15001");

    private final ObjectMapper mapper = new ObjectMapper();
    private final NavigableMap<String, String> configured = new TreeMap<>(DEFAULTS);
    private final NavigableMap<String, @Nullable String> dynamic = new TreeMap<>();
    private final @Nullable Path file;
    private final Runnable changed;

    private NodeMetadata(final @Nullable Path file, final Map<String, String> configured, final Runnable changed) {
        this.file = file;
        this.configured.putAll(configured);
        this.changed = changed;
    }

    /**
     * Opens the metadata.
     *
     * @param stateDirectory where dynamic values are kept; {@code null} keeps them in memory only.
     * @param configured what the configuration says.
     * @param changed called after dynamic values changed, on the thread that changed them; the node registers again.
     */
    public static NodeMetadata open(
            final @Nullable Path stateDirectory, final Map<String, String> configured, final Runnable changed)
            throws IOException {
        final NodeMetadata metadata = new NodeMetadata(
                stateDirectory == null ? null : stateDirectory.resolve(FILE_NAME), configured, changed);
        metadata.load();
        return metadata;
    }

    /** What the node says of itself. */
    public synchronized NavigableMap<String, String> merged() {
        final NavigableMap<String, String> merged = new TreeMap<>(configured);
        dynamic.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        return merged;
    }

    /** What the configuration and the defaults say. */
    public NavigableMap<String, String> configured() {
        return Collections.unmodifiableNavigableMap(configured);
    }

    /** What operators set; a {@code null} hides a key. */
    public synchronized NavigableMap<String, @Nullable String> dynamic() {
        return new TreeMap<>(dynamic);
    }

    /** Sets values; {@code null} hides a key of the configuration and removes any other. */
    public void apply(final Map<String, @Nullable String> values) throws IOException {
        synchronized (this) {
            values.forEach((key, value) -> {
                if (value == null && !configured.containsKey(key)) {
                    dynamic.remove(key);
                } else {
                    dynamic.put(key, value);
                }
            });
            save();
        }
        changed.run();
    }

    private void load() throws IOException {
        if (file != null && Files.exists(file)) {
            for (final Map.Entry<String, JsonNode> entry :
                    mapper.readTree(Files.readAllBytes(file)).properties()) {
                dynamic.put(
                        entry.getKey(),
                        entry.getValue().isNull() ? null : entry.getValue().asText());
            }
        }
    }

    private void save() throws IOException {
        if (file != null) {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (JsonGenerator json = mapper.createGenerator(out)) {
                json.writeStartObject();
                for (final Map.Entry<String, @Nullable String> entry : dynamic.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            AtomicFile.replace(file, out.toByteArray());
        }
    }
}
