package io.drover.gateway.filter;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What selectors are resolved in: a row, and the variables of the collections around the expression. */
final class Scope {
    /** Fields that hold maps: a key that is not there is no error, unlike a field that the type does not have. */
    private static final Set<String> MAPS = Set.of(
            "Attributes",
            "Config",
            "DesiredTGUpdates",
            "Drivers",
            "Env",
            "FailedTGAllocs",
            "Header",
            "HostVolumes",
            "Links",
            "Meta",
            "Options",
            "QueuedAllocations",
            "Summary",
            "TaskGroups",
            "TaskLifecycles",
            "TaskResources",
            "TaskStates",
            "Tasks",
            "Volumes");

    private final JsonObject row;
    private final Set<String> omitted;
    private final Map<String, JsonValue> variables;

    Scope(final JsonObject row, final Set<String> omitted) {
        this(row, omitted, Map.of());
    }

    private Scope(final JsonObject row, final Set<String> omitted, final Map<String, JsonValue> variables) {
        this.row = row;
        this.omitted = omitted;
        this.variables = variables;
    }

    /** This scope with one more variable. */
    Scope with(final String name, final JsonValue value) {
        final Map<String, JsonValue> more = new HashMap<>(variables);
        more.put(name, value);
        return new Scope(row, omitted, more);
    }

    /** The value of a path; JSON null for one that is unset; null when the path ends at a key that its map does not have. */
    @Nullable
    JsonValue resolve(final List<String> path) throws FilterException {
        final JsonValue variable = variables.get(path.get(0));
        JsonValue value = variable == null ? row : variable;
        boolean isMap = false;
        for (int i = variable == null ? 0 : 1; i < path.size(); i++) {
            final String part = path.get(i);
            final JsonValue next = step(value, part, isMap, i == 0, path, i);
            if (next == null) {
                return null;
            }
            isMap = MAPS.contains(part) && !isMap;
            value = next;
        }
        return value;
    }

    private @Nullable JsonValue step(
            final JsonValue value,
            final String part,
            final boolean isMap,
            final boolean isRow,
            final List<String> path,
            final int position)
            throws FilterException {
        if (value instanceof JsonObject object) {
            final JsonValue found = object.get(part);
            if (found != null) {
                return found;
            }
            if (isRow && omitted.contains(part)) {
                return JsonNull.NULL;
            }
            if (isMap) {
                return position == path.size() - 1 ? null : missing(path, position, " \"" + part + "\"");
            }
            return missing(path, position, ": struct field with name \"" + part + "\"");
        }
        if (value instanceof JsonArray array) {
            return element(array, part, path, position);
        }
        if (value == JsonNull.NULL) {
            return null;
        }
        return missing(path, position, ": struct field with name \"" + part + "\"");
    }

    private static JsonValue element(
            final JsonArray array, final String part, final List<String> path, final int position)
            throws FilterException {
        try {
            final int index = Integer.parseInt(part);
            if (index >= 0 && index < array.size()) {
                return array.get(index);
            }
        } catch (final NumberFormatException ex) {
            return missing(path, position, ": index \"" + part + "\"");
        }
        return missing(path, position, ": index " + part);
    }

    private static JsonValue missing(final List<String> path, final int position, final String what)
            throws FilterException {
        throw FilterException.inapplicable("error finding value in datum: /" + String.join("/", path) + " at part "
                + position + ": couldn't find key" + what);
    }
}
