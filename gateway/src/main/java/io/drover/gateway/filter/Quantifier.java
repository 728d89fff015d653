package io.drover.gateway.filter;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.List;
import java.util.Map;

/** {@code any} or {@code all} of a list's or map's elements. */
final class Quantifier implements Expression {
    private static final String IGNORED = "_";

    private final boolean isAll;
    private final List<String> path;
    private final List<String> names;
    private final Expression body;

    /** With one name, it stands for the element of a list or the key of a map; with two, for index or key and element. */
    Quantifier(final boolean isAll, final List<String> path, final List<String> names, final Expression body) {
        this.isAll = isAll;
        this.path = List.copyOf(path);
        this.names = List.copyOf(names);
        this.body = body;
    }

    @Override
    public boolean evaluate(final Scope scope) throws FilterException {
        final JsonValue value = scope.resolve(path);
        if (value instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                final JsonValue element = list.get(i);
                if (body.evaluate(bind(scope, JsonNumber.of(i), element, element)) != isAll) {
                    return !isAll;
                }
            }
        } else if (value instanceof JsonObject map) {
            for (final Map.Entry<String, JsonValue> entry : map.entries()) {
                final JsonValue key = new JsonString(entry.getKey());
                if (body.evaluate(bind(scope, key, entry.getValue(), key)) != isAll) {
                    return !isAll;
                }
            }
        }
        return isAll;
    }

    private Scope bind(final Scope scope, final JsonValue key, final JsonValue element, final JsonValue alone) {
        if (names.size() == 1) {
            return scope.with(names.get(0), alone);
        }
        final Scope outer = names.get(0).equals(IGNORED) ? scope : scope.with(names.get(0), key);
        return names.get(1).equals(IGNORED) ? outer : outer.with(names.get(1), element);
    }
}
