package io.drover.agent.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.agent.spec.JsonFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A program in the plugin directory: the operation is its argument, everything else its environment, and it answers with JSON.
 *
 * <pre>
 *  fingerprint ─► {"version": "1.2.3"}      create ─► {"path": "/…", "bytes": 0}      delete ─► nothing, or {"error": "…"}
 * </pre>
 */
final class ProgramPlugin implements VolumePlugin {
    private static final int OUTPUT_LENGTH_MAX = 64 * 1024;
    private static final long FINGERPRINT_SECONDS = 5;
    private static final long SECONDS = 60;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Path program;
    private final Path volumesDirectory;
    private final String nodeId;
    private final String version;

    private ProgramPlugin(
            final Path program, final Path volumesDirectory, final String nodeId, final boolean isFingerprinted)
            throws VolumeException {
        this.program = program;
        this.volumesDirectory = volumesDirectory;
        this.nodeId = nodeId;
        version = isFingerprinted ? JsonFields.text(run("fingerprint", Map.of(), FINGERPRINT_SECONDS), "version") : "";
    }

    /** Asks a program for its version. */
    static ProgramPlugin of(final Path program, final Path volumesDirectory, final String nodeId)
            throws VolumeException {
        final ProgramPlugin plugin = new ProgramPlugin(program, volumesDirectory, nodeId, true);
        if (plugin.version.isEmpty()) {
            throw new VolumeException("host volume plugin " + program + " tells no version");
        }
        return plugin;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public MadeVolume create(final VolumeRequest request) throws VolumeException {
        final Map<String, String> environment = environment(request);
        environment.put("DHV_CAPACITY_MIN_BYTES", Long.toString(request.capacityMinBytes()));
        environment.put("DHV_CAPACITY_MAX_BYTES", Long.toString(request.capacityMaxBytes()));
        final JsonNode answer = run("create", environment, SECONDS);
        final String path = JsonFields.text(answer, "path");
        if (path.isEmpty()) {
            throw new VolumeException("host volume plugin " + program + " tells no path");
        }
        return new MadeVolume(path, JsonFields.integer(answer, "bytes"));
    }

    @Override
    public void delete(final VolumeRequest request) throws VolumeException {
        final Map<String, String> environment = environment(request);
        environment.put("DHV_CREATED_PATH", request.hostPath());
        run("delete", environment, SECONDS);
    }

    private Map<String, String> environment(final VolumeRequest request) throws VolumeException {
        final Map<String, String> environment = new TreeMap<>();
        environment.put("DHV_VOLUMES_DIR", volumesDirectory.toString());
        environment.put("DHV_PLUGIN_DIR", String.valueOf(program.getParent()));
        environment.put("DHV_NODE_POOL", request.nodePool());
        environment.put("DHV_NAMESPACE", request.namespace());
        environment.put("DHV_VOLUME_NAME", request.name());
        environment.put("DHV_VOLUME_ID", request.id());
        environment.put("DHV_NODE_ID", nodeId);
        try {
            environment.put("DHV_PARAMETERS", mapper.writeValueAsString(request.parameters()));
        } catch (final IOException e) {
            throw new VolumeException("parameters cannot be written as JSON", e);
        }
        return environment;
    }

    private JsonNode run(final String operation, final Map<String, String> environment, final long seconds)
            throws VolumeException {
        final ProcessBuilder builder = new ProcessBuilder(program.toString(), operation);
        builder.environment().keySet().removeIf(name -> !name.equals("PATH") && !name.equals("HOME"));
        builder.environment().putAll(environment);
        builder.environment().put("DHV_OPERATION", operation);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            final Path output = Files.createTempFile("host-volume-", ".json");
            try {
                return run(builder.redirectOutput(output.toFile()), output, operation, seconds);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (final IOException e) {
            throw new VolumeException("host volume plugin " + program + " " + operation + ": " + e.getMessage(), e);
        }
    }

    private JsonNode run(final ProcessBuilder builder, final Path output, final String operation, final long seconds)
            throws VolumeException, IOException {
        final Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new VolumeException(
                        "host volume plugin " + program + " " + operation + " did not end within " + seconds + " s");
            }
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new VolumeException("host volume plugin " + program + " " + operation + " was interrupted", e);
        }
        final JsonNode answer = answer(output);
        final String error = JsonFields.text(answer, "error");
        if (process.exitValue() != 0 || !error.isEmpty()) {
            throw new VolumeException("host volume plugin " + program + " " + operation + " failed with code "
                    + process.exitValue() + (error.isEmpty() ? "" : ": " + error));
        }
        return answer;
    }

    private JsonNode answer(final Path output) throws IOException {
        if (Files.size(output) > OUTPUT_LENGTH_MAX) {
            throw new IOException("it answers with more than " + OUTPUT_LENGTH_MAX + " bytes");
        }
        final String text = Files.readString(output, StandardCharsets.UTF_8).trim();
        return text.isEmpty() ? mapper.createObjectNode() : mapper.readTree(text);
    }
}
