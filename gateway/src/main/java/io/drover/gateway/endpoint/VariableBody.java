package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.GoDuration;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A variable as a request carries it.
 *
 * @param lockId as it was sent, empty for none.
 * @param hasLock whether anything was said of a lock.
 */
record VariableBody(
        String namespace, String path, JsonObject items, boolean hasLock, String lockId, long ttlNs, long delayNs) {
    private static final Pattern PATH = Pattern.compile("[a-zA-Z0-9-_~/]{1,128}");
    private static final int SIZE_MAX = 65_536;

    /** Reads the body; the path of the request is what counts. */
    static VariableBody of(final Call call, final String path) throws HttpProblem {
        final RequestBody body = RequestBody.of(call, "structs.VariableDecrypted");
        final RequestBody lock = body.object("Lock", "VariableLock");
        final String namespace = body.text("Namespace");
        return new VariableBody(
                namespace.isEmpty() ? call.namespace() : namespace,
                path,
                body.textMap("Items"),
                body.isSet("Lock"),
                lock.text("ID"),
                duration(lock.value("TTL")),
                duration(lock.value("LockDelay")));
    }

    /** A problem that the leader finds, as clients know it. */
    static HttpProblem refused(final Call call, final String text) {
        call.index(0);
        return new HttpProblem(400, "RPC Error:: 400," + text);
    }

    /** Refuses what no variable may be. */
    void validate(final Call call, final boolean needsItems) throws HttpProblem {
        if (namespace.equals("*")) {
            throw refused(call, "can not target wildcard (\"*\")namespace");
        }
        if (needsItems && items.isEmpty()) {
            throw refused(call, "empty variables are invalid");
        }
        if (size() > SIZE_MAX) {
            throw refused(call, "variables are limited to 64KiB in total size");
        }
        validatePath(call);
    }

    /** The items as they are sealed. */
    byte[] itemsAsJson() {
        final JsonObject sorted = new JsonObject();
        items.sortedEntries().forEach(item -> sorted.put(item.getKey(), item.getValue()));
        return JsonWriter.bytes(sorted);
    }

    /** The lock that the sender says he holds; one that cannot exist where it is no id. */
    UUID heldLock() {
        if (lockId.isEmpty()) {
            return new UUID(0, 0);
        }
        try {
            return UUID.fromString(lockId);
        } catch (final IllegalArgumentException ex) {
            return new UUID(-1L, -1L);
        }
    }

    private long size() {
        long size = 0;
        for (final Map.Entry<String, JsonValue> item : items.entries()) {
            size += item.getKey().getBytes(StandardCharsets.UTF_8).length;
            size += ((JsonString) item.getValue()).value().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }

    private void validatePath(final Call call) throws HttpProblem {
        if (!PATH.matcher(path).matches()) {
            throw refused(call, "invalid path \"" + path + "\"");
        }
        final String[] parts = path.split("/", -1);
        if (!parts[0].equals("nomad")) {
            return;
        }
        if (parts.length == 1) {
            throw refused(
                    call,
                    "\"nomad\" is a reserved top-level directory path, but you may write variables to \"nomad/jobs\", "
                            + "\"nomad/job-templates\", or below");
        }
        final boolean isTemplate = parts[1].equals("job-templates");
        if (isTemplate && parts.length != 3) {
            throw refused(
                    call,
                    "\"nomad/job-templates\" is a reserved directory path, but you may write variables at the level below "
                            + "it, for example, \"nomad/job-templates/template-name\"");
        }
        if (!isTemplate && !parts[1].equals("jobs") && !parts[1].startsWith("sentinel")) {
            throw refused(
                    call,
                    "only paths at \"nomad/jobs\" or \"nomad/job-templates\" and below are valid paths under the "
                            + "top-level \"nomad\" directory");
        }
    }

    private static long duration(final JsonValue value) throws HttpProblem {
        if (value == JsonNull.NULL) {
            return 0;
        }
        if (value instanceof JsonNumber number && number.isIntegerLiteral()) {
            return number.longValue();
        }
        if (value instanceof JsonString string) {
            if (string.value().isEmpty()) {
                return 0;
            }
            final OptionalLong ns = GoDuration.parseNs(string.value());
            if (ns.isPresent()) {
                return ns.getAsLong();
            }
            throw new HttpProblem(400, "time: invalid duration \"" + string.value() + "\"");
        }
        throw new HttpProblem(
                400,
                "json: cannot unmarshal " + value.kind() + " into Go struct field VariableLock.TTL of type string");
    }
}
