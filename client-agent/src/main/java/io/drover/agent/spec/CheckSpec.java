package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A health check of a service.
 *
 * @param name shown to users.
 * @param type {@code http} or {@code tcp}.
 * @param path request path of an HTTP check.
 * @param protocol {@code http} or {@code https}.
 * @param method HTTP method.
 * @param portLabel port to check, empty for the service's.
 * @param addressMode which address to check, empty for the service's default.
 * @param onUpdate {@code require_healthy} or {@code ignore}.
 * @param intervalNs pause between two runs.
 * @param timeoutNs time for one run.
 * @param taskName task that the check belongs to, or empty.
 * @param headers HTTP request headers.
 * @param body HTTP request body.
 * @param tlsSkipVerify whether certificates are not verified.
 * @param restart when a failing check restarts its task.
 */
public record CheckSpec(
        String name,
        String type,
        String path,
        String protocol,
        String method,
        String portLabel,
        String addressMode,
        String onUpdate,
        long intervalNs,
        long timeoutNs,
        String taskName,
        Map<String, List<String>> headers,
        String body,
        boolean tlsSkipVerify,
        Restart restart) {

    /**
     * When a failing check restarts its task.
     *
     * @param limit failures in a row after which it does; 0 = never.
     * @param graceNs time after the start in which failures do not count.
     */
    public record Restart(int limit, long graceNs) {}

    /** Whether a failure keeps the allocation from being healthy. */
    public boolean isRequired() {
        return !"ignore".equals(onUpdate);
    }

    static CheckSpec of(final JsonNode node) {
        final Map<String, List<String>> headers = new TreeMap<>();
        JsonFields.object(node, "Header").properties().forEach(field -> {
            final List<String> values = new ArrayList<>();
            field.getValue().forEach(value -> values.add(value.asText()));
            headers.put(field.getKey(), values);
        });
        final JsonNode restart = JsonFields.object(node, "CheckRestart");
        return new CheckSpec(
                JsonFields.text(node, "Name"),
                JsonFields.text(node, "Type"),
                JsonFields.text(node, "Path"),
                JsonFields.text(node, "Protocol"),
                JsonFields.text(node, "Method"),
                JsonFields.text(node, "PortLabel"),
                JsonFields.text(node, "AddressMode"),
                JsonFields.text(node, "OnUpdate"),
                JsonFields.integer(node, "Interval"),
                JsonFields.integer(node, "Timeout"),
                JsonFields.text(node, "TaskName"),
                headers,
                JsonFields.text(node, "Body"),
                JsonFields.bool(node, "TLSSkipVerify"),
                new Restart((int) JsonFields.integer(restart, "Limit"), JsonFields.integer(restart, "Grace")));
    }
}
