package io.drover.agent.template.function;

import io.drover.agent.template.lang.Arguments;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.GoFormat;
import io.drover.agent.template.lang.TemplateFunction;
import io.drover.agent.template.lang.TemplateObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists and maps: what is in them, and what can be made of them. */
final class CollectionFunctions {
    private CollectionFunctions() {}

    static void addTo(final Map<String, TemplateFunction> functions) {
        functions.put("contains", args -> has(args.exactly(2).at(1), args.at(0)));
        functions.put("in", args -> has(args.exactly(2).at(0), args.at(1)));
        functions.put("containsAll", args -> count(args) == args.list(0).size());
        functions.put("containsAny", args -> count(args) > 0);
        functions.put("containsNone", args -> count(args) == 0);
        functions.put("containsNotAll", args -> count(args) < args.list(0).size());
        functions.put("loop", CollectionFunctions::loop);
        functions.put("byTag", args -> byTag(args.exactly(1).list(0)));
        functions.put("byPort", args -> byPort(args.exactly(1).list(0)));
        functions.put("explodeMap", args -> explode(args.exactly(1).map(0)));
        functions.put("mergeMap", args -> merge(args.exactly(2).map(0), args.map(1), false));
        functions.put("mergeMapWithOverride", args -> merge(args.exactly(2).map(0), args.map(1), true));
    }

    /** Whether a text has a part, or a list an item, or a map a value. */
    static boolean has(final @Nullable Object whole, final @Nullable Object part) {
        if (whole instanceof String text) {
            return text.contains(GoFormat.plain(part));
        }
        final Iterable<?> items =
                whole instanceof Map<?, ?> map ? map.values() : whole instanceof List<?> list ? list : List.of();
        for (final Object item : items) {
            if (GoFormat.plain(item).equals(GoFormat.plain(part))) {
                return true;
            }
        }
        return false;
    }

    /** How many of the first list the second one has. */
    private static int count(final Arguments args) throws FunctionException {
        int found = 0;
        for (final Object wanted : args.exactly(2).list(0)) {
            found += has(args.list(1), wanted) ? 1 : 0;
        }
        return found;
    }

    private static Object loop(final Arguments args) throws FunctionException {
        return switch (args.size()) {
            case 1 -> new Counting(0, integer(args, 0));
            case 2 -> new Counting(integer(args, 0), integer(args, 1));
            default ->
                throw new FunctionException("loop: wrong number of arguments, expected 1 or 2, but got " + args.size());
        };
    }

    private static long integer(final Arguments args, final int position) throws FunctionException {
        final Object value = args.at(position);
        if (value instanceof String text) {
            return FormatFunctions.parseInt(text);
        }
        return value instanceof Double number ? number.longValue() : args.integer(position);
    }

    private static Map<String, @Nullable Object> byTag(final List<?> services) throws FunctionException {
        final Map<String, @Nullable Object> groups = new TreeMap<>();
        for (final Object service : services) {
            for (final Object tag : (List<?>) member(service, "Tags")) {
                group(groups, tag.toString()).add(service);
            }
        }
        return groups;
    }

    private static Map<String, @Nullable Object> byPort(final List<?> services) throws FunctionException {
        final Map<String, @Nullable Object> groups = new TreeMap<>();
        for (final Object service : services) {
            group(groups, member(service, "Port").toString()).add(service);
        }
        return groups;
    }

    private static Object member(final Object service, final String name) throws FunctionException {
        if (service instanceof TemplateObject object && object.hasMember(name)) {
            final Object value = object.member(name, List.of());
            if (value != null) {
                return value;
            }
        }
        throw new FunctionException("wrong type for value; expected services; got " + GoFormat.plain(service));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> group(final Map<String, @Nullable Object> groups, final String name) {
        return (List<Object>) groups.computeIfAbsent(name, ignored -> new ArrayList<>());
    }

    /** Keys with slashes become maps within each other. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> explode(final Map<String, @Nullable Object> flat) throws FunctionException {
        final Map<String, @Nullable Object> deep = new TreeMap<>();
        for (final Map.Entry<String, @Nullable Object> entry : flat.entrySet()) {
            final String[] parts = entry.getKey().split("/", -1);
            Map<String, @Nullable Object> place = deep;
            for (int i = 0; i < parts.length - 1; i++) {
                final Object inner = place.computeIfAbsent(parts[i], ignored -> new TreeMap<String, Object>());
                if (!(inner instanceof Map<?, ?>)) {
                    throw new FunctionException(
                            "explode: key \"" + entry.getKey() + "\": \"" + parts[i] + "\" already has a value");
                }
                place = (Map<String, @Nullable Object>) inner;
            }
            place.put(parts[parts.length - 1], entry.getValue());
        }
        return deep;
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> merge(
            final Map<String, @Nullable Object> first,
            final Map<String, @Nullable Object> second,
            final boolean override) {
        final Map<String, @Nullable Object> merged = new TreeMap<>(first);
        second.forEach((key, value) -> {
            final Object known = merged.get(key);
            if (known instanceof Map<?, ?> && value instanceof Map<?, ?>) {
                merged.put(
                        key,
                        merge((Map<String, @Nullable Object>) known, (Map<String, @Nullable Object>) value, override));
            } else if (known == null || override) {
                merged.put(key, value);
            }
        });
        return merged;
    }
}
