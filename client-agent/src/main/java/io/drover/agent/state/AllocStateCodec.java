package io.drover.agent.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.agent.model.DeploymentHealth;
import io.drover.agent.spec.JsonFields;
import io.drover.agent.task.LocalTaskState;
import io.drover.agent.task.TaskState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The file of one allocation.
 *
 * <pre>
 *   +----------+---------+-------------------+------------------+--------------+
 *   | magic 8  | version | cluster id        | content          | CRC-32C      |
 *   | DRVALLOC | int 4   | int length, UTF-8 | int length, JSON | int 4        |
 *   +----------+---------+-------------------+------------------+--------------+
 * </pre>
 *
 * Big endian. The checksum covers everything before it. An empty cluster id belongs to an agent that never joined one.
 */
final class AllocStateCodec {
    private static final byte[] MAGIC = "DRVALLOC".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    private final ObjectMapper mapper = new ObjectMapper();
    private final byte[] clusterId;

    AllocStateCodec(final String clusterId) {
        this.clusterId = clusterId.getBytes(StandardCharsets.UTF_8);
    }

    byte[] encode(final StoredAlloc alloc) {
        final byte[] content = content(alloc);
        final ByteBuffer file = ByteBuffer.allocate(MAGIC.length + 4 + 4 + clusterId.length + 4 + content.length + 4);
        file.put(MAGIC).putInt(VERSION);
        file.putInt(clusterId.length).put(clusterId);
        file.putInt(content.length).put(content);
        file.putInt(checksum(file.array(), file.position()));
        return file.array();
    }

    /**
     * Reads a file back.
     *
     * @param name the file's name, for messages.
     * @throws IOException when it is damaged, newer than this agent, or of another cluster.
     */
    StoredAlloc decode(final String name, final byte[] bytes) throws IOException {
        try {
            final ByteBuffer file = ByteBuffer.wrap(bytes);
            final byte[] magic = new byte[MAGIC.length];
            file.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new IOException("state file " + name + " is not an allocation's state");
            }
            final int version = file.getInt();
            if (version > VERSION) {
                throw new IOException("state file " + name + " has version " + version
                        + ", this agent reads versions up to " + VERSION);
            }
            final byte[] cluster = read(file);
            final byte[] content = read(file);
            if (checksum(bytes, file.position()) != file.getInt()) {
                throw new IOException("state file " + name + " is damaged: its checksum does not fit");
            }
            if (cluster.length > 0 && clusterId.length > 0 && !Arrays.equals(cluster, clusterId)) {
                throw new IOException("state file " + name + " belongs to cluster "
                        + new String(cluster, StandardCharsets.UTF_8) + ", this agent belongs to "
                        + new String(clusterId, StandardCharsets.UTF_8));
            }
            return parse(mapper.readTree(content));
        } catch (final BufferUnderflowException e) {
            throw new IOException("state file " + name + " is truncated", e);
        }
    }

    private byte[] content(final StoredAlloc alloc) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = mapper.createGenerator(out)) {
            json.writeStartObject();
            json.writeFieldName("Assignment");
            AssignmentJson.write(json, mapper, alloc.assignment());
            json.writeObjectFieldStart("Tasks");
            for (final Map.Entry<String, LocalTaskState> task : alloc.tasks().entrySet()) {
                json.writeFieldName(task.getKey());
                write(json, task.getValue());
            }
            json.writeEndObject();
            final DeploymentHealth health = alloc.health();
            if (health != null) {
                json.writeObjectFieldStart("Health");
                json.writeBooleanField("Healthy", health.healthy());
                json.writeNumberField("Timestamp", health.timestampNs());
                json.writeEndObject();
            }
            json.writeBooleanField("Overran", alloc.overran());
            json.writeEndObject();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(final JsonGenerator json, final LocalTaskState task) throws IOException {
        json.writeStartObject();
        json.writeStringField("ID", task.taskId());
        final byte[] handle = task.handleState();
        if (handle != null) {
            json.writeStringField("Handle", Base64.getEncoder().encodeToString(handle));
        }
        json.writeArrayFieldStart("Hooks");
        for (final String hook : task.doneHooks()) {
            json.writeString(hook);
        }
        json.writeEndArray();
        json.writeFieldName("State");
        task.state().writeTo(json);
        json.writeEndObject();
    }

    private static StoredAlloc parse(final JsonNode root) {
        final Map<String, LocalTaskState> tasks = new TreeMap<>();
        JsonFields.object(root, "Tasks")
                .properties()
                .forEach(entry -> tasks.put(entry.getKey(), task(entry.getValue())));
        return new StoredAlloc(
                AssignmentJson.read(JsonFields.object(root, "Assignment")),
                tasks,
                health(root),
                JsonFields.bool(root, "Overran"));
    }

    private static LocalTaskState task(final JsonNode node) {
        final String handle = JsonFields.text(node, "Handle");
        return new LocalTaskState(
                JsonFields.text(node, "ID"),
                handle.isEmpty() ? null : Base64.getDecoder().decode(handle),
                new TreeSet<>(JsonFields.strings(node, "Hooks")),
                TaskState.read(JsonFields.object(node, "State")));
    }

    private static @Nullable DeploymentHealth health(final JsonNode root) {
        final JsonNode health = JsonFields.object(root, "Health");
        return health.isMissingNode()
                ? null
                : new DeploymentHealth(JsonFields.bool(health, "Healthy"), JsonFields.integer(health, "Timestamp"));
    }

    private static byte[] read(final ByteBuffer file) {
        final int length = file.getInt();
        if (length < 0 || length > file.remaining()) {
            throw new BufferUnderflowException();
        }
        final byte[] bytes = new byte[length];
        file.get(bytes);
        return bytes;
    }

    private static int checksum(final byte[] bytes, final int length) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
