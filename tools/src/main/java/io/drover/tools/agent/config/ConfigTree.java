package io.drover.tools.agent.config;

import io.drover.gateway.http.GoDuration;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A merged configuration, read by dotted path. Values of the wrong kind are errors that name the path. */
public final class ConfigTree {
    private static final Set<String> APPENDED = Set.of("retry_join", "start_join", "servers");

    private final JsonObject root;

    ConfigTree(final JsonObject root) {
        this.root = root;
    }

    /** Later over earlier: scalars that say something win, lists of joins append, blocks merge key by key. */
    static JsonObject merge(final JsonObject earlier, final JsonObject later) {
        final JsonObject result = earlier.copy();
        for (final String key : later.names()) {
            final JsonValue value = later.value(key);
            final JsonValue known = earlier.value(key);
            if (known instanceof JsonObject before && value instanceof JsonObject after) {
                result.put(key, merge(before, after));
            } else if (known instanceof JsonArray before
                    && value instanceof JsonArray after
                    && APPENDED.contains(key)) {
                final JsonArray both = new JsonArray();
                before.forEach(both::add);
                after.forEach(both::add);
                result.put(key, both);
            } else if (earlier.isNull(key) || !isZero(value)) {
                result.put(key, value);
            }
        }
        return result;
    }

    private static boolean isZero(final JsonValue value) {
        return (value instanceof JsonBoolean bool && !bool.value())
                || (value instanceof JsonString text && text.value().isEmpty())
                || (value instanceof JsonNumber number && number.literal().equals("0"));
    }

    /** Text at a path. */
    public String text(final String path, final String absent) throws ConfigException {
        final JsonValue value = find(path);
        if (value == null) {
            return absent;
        }
        if (value instanceof JsonString text) {
            return text.value();
        }
        if (value instanceof JsonNumber number) {
            return number.literal();
        }
        throw wrongKind(path, value, "text");
    }

    /** Whole number at a path. */
    public int integer(final String path, final int absent) throws ConfigException {
        final String text = text(path, "");
        if (text.isEmpty()) {
            return absent;
        }
        try {
            return Integer.parseInt(text);
        } catch (final NumberFormatException ex) {
            throw new ConfigException(path + " is \"" + text + "\"; expected a whole number");
        }
    }

    /** Truth value at a path. */
    public boolean bool(final String path, final boolean absent) throws ConfigException {
        final JsonValue value = find(path);
        if (value == null) {
            return absent;
        }
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        if (value instanceof JsonString text && text.value().matches("true|false")) {
            return text.value().equals("true");
        }
        throw wrongKind(path, value, "true or false");
    }

    /** Duration at a path, in nanoseconds. */
    public long durationNs(final String path, final long absentNs) throws ConfigException {
        final String text = text(path, "");
        if (text.isEmpty()) {
            return absentNs;
        }
        return GoDuration.parseNs(text)
                .orElseThrow(() -> new ConfigException(path + " is \"" + text + "\"; expected a duration such as 10s"));
    }

    /** List of texts at a path; one text counts as a list. */
    public List<String> texts(final String path) throws ConfigException {
        final JsonValue value = find(path);
        final List<String> texts = new ArrayList<>();
        if (value instanceof JsonArray list) {
            for (final JsonValue element : list) {
                if (!(element instanceof JsonString text)) {
                    throw wrongKind(path, element, "a list of texts");
                }
                texts.add(text.value());
            }
        } else if (value instanceof JsonString text) {
            texts.add(text.value());
        } else if (value != null) {
            throw wrongKind(path, value, "a list of texts");
        }
        return texts;
    }

    /** Map of texts at a path, in order of appearance. */
    public Map<String, String> map(final String path) throws ConfigException {
        final Map<String, String> map = new LinkedHashMap<>();
        for (final String key : names(path)) {
            final JsonValue value = find(path + "." + key);
            map.put(
                    key,
                    value instanceof JsonBoolean bool ? Boolean.toString(bool.value()) : text(path + "." + key, ""));
        }
        return map;
    }

    /** Keys of the block at a path. */
    public List<String> names(final String path) throws ConfigException {
        final JsonValue value = find(path);
        if (value == null) {
            return List.of();
        }
        if (value instanceof JsonObject object) {
            return new ArrayList<>(object.names());
        }
        throw wrongKind(path, value, "a block");
    }

    /** The block at a path as a tree; empty when absent. */
    public JsonObject block(final String path) {
        return find(path) instanceof JsonObject object ? object : new JsonObject();
    }

    private @Nullable JsonValue find(final String path) {
        JsonValue value = root;
        int from = 0;
        while (true) {
            if (!(value instanceof JsonObject object)) {
                return null;
            }
            // Keys of open blocks hold dots themselves, so the whole rest is tried first.
            final String rest = path.substring(from);
            if (object.names().contains(rest)) {
                return object.isNull(rest) ? null : object.value(rest);
            }
            final int dot = path.indexOf('.', from);
            if (dot < 0) {
                return null;
            }
            final String key = path.substring(from, dot);
            if (object.isNull(key)) {
                return null;
            }
            value = object.value(key);
            from = dot + 1;
        }
    }

    private static ConfigException wrongKind(final String path, final JsonValue value, final String expected) {
        return new ConfigException(path + " is a " + value.kind() + "; expected " + expected);
    }
}
