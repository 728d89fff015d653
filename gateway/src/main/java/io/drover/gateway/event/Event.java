package io.drover.gateway.event;

import io.drover.gateway.jobspec.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one object in one step.
 *
 * @param topic kind of the object.
 * @param type kind of the change.
 * @param key id or name of the object.
 * @param namespace of the object; empty when it has none.
 * @param filterKeys what else it is found by; null when nothing.
 * @param index of the step.
 * @param payload the object as JSON, after the change or, when it was removed, before.
 */
@SuppressWarnings("ArrayRecordComponent")
record Event(
        String topic,
        String type,
        String key,
        String namespace,
        @Nullable List<String> filterKeys,
        long index,
        byte[] payload) {
    /** Whether a reader means it by this key. */
    boolean isKnownAs(final String text) {
        return key.equals(text) || filterKeys != null && filterKeys.contains(text);
    }

    /** About what it takes to keep it, in bytes. */
    int footprint() {
        return 256 + payload.length;
    }

    void write(final JsonWriter json) {
        json.beginObject().name("FilterKeys");
        if (filterKeys == null) {
            json.nil();
        } else {
            json.beginArray();
            filterKeys.forEach(json::string);
            json.endArray();
        }
        json.name("Index").number(index);
        json.name("Key").string(key);
        json.name("Namespace").string(namespace);
        json.name("Payload").raw(payload);
        json.name("Topic").string(topic);
        json.name("Type").string(type);
        json.endObject();
    }
}
