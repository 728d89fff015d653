package io.drover.agent.template.function;

import io.drover.agent.template.lang.Arguments;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.GoFormat;
import io.drover.agent.template.lang.TemplateFunction;
import io.drover.agent.template.lang.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Defaults, numbers, lists and maps of the {@code sprig_} family. */
final class SprigValues {
    private static final int COUNT_MAX = 1_000_000;

    private SprigValues() {}

    static void addTo(final Map<String, TemplateFunction> functions) {
        addDefaults(functions);
        addNumbers(functions);
        addLists(functions);
        addMaps(functions);
    }

    private static void put(
            final Map<String, TemplateFunction> functions, final String name, final TemplateFunction function) {
        functions.put("sprig_" + name, function);
    }

    private static void addDefaults(final Map<String, TemplateFunction> functions) {
        put(functions, "default", args -> args.size() < 2 || !Values.isTrue(args.at(1)) ? args.at(0) : args.at(1));
        put(functions, "empty", args -> !Values.isTrue(args.exactly(1).at(0)));
        put(
                functions,
                "coalesce",
                args -> args.all().stream().filter(Values::isTrue).findFirst().orElse(null));
        put(functions, "ternary", args -> Values.isTrue(args.exactly(3).at(2)) ? args.at(0) : args.at(1));
        put(functions, "all", args -> args.all().stream().allMatch(Values::isTrue));
        put(functions, "any", args -> args.all().stream().anyMatch(Values::isTrue));
        put(functions, "kindOf", args -> kind(args.exactly(1).at(0)));
        put(functions, "kindIs", args -> kind(args.exactly(2).at(1)).equals(args.text(0)));
        put(functions, "typeOf", args -> Values.typeName(args.exactly(1).at(0)));
    }

    private static String kind(final @Nullable Object value) {
        if (value instanceof List<?>) {
            return "slice";
        }
        return value == null ? "invalid" : value instanceof Map<?, ?> ? "map" : Values.typeName(value);
    }

    private static void addNumbers(final Map<String, TemplateFunction> functions) {
        put(functions, "add", args -> {
            long sum = 0;
            for (int i = 0; i < args.size(); i++) {
                sum += whole(args.at(i));
            }
            return sum;
        });
        put(functions, "add1", args -> whole(args.exactly(1).at(0)) + 1);
        put(functions, "sub", args -> whole(args.exactly(2).at(0)) - whole(args.at(1)));
        put(functions, "mul", args -> {
            long product = 1;
            for (int i = 0; i < args.size(); i++) {
                product *= whole(args.at(i));
            }
            return product;
        });
        put(functions, "div", args -> Math.floorDiv(whole(args.exactly(2).at(0)), divisor(args)));
        put(functions, "mod", args -> whole(args.exactly(2).at(0)) % divisor(args));
        put(functions, "max", args -> extreme(args, true));
        put(functions, "min", args -> extreme(args, false));
        put(functions, "floor", args -> Math.floor(fraction(args.exactly(1).at(0))));
        put(functions, "ceil", args -> Math.ceil(fraction(args.exactly(1).at(0))));
        put(functions, "int", args -> whole(args.exactly(1).at(0)));
        put(functions, "int64", args -> whole(args.exactly(1).at(0)));
        put(functions, "float64", args -> fraction(args.exactly(1).at(0)));
        put(functions, "atoi", args -> whole(args.exactly(1).at(0)));
        put(functions, "until", args -> numbers(0, args.exactly(1).integer(0), 1));
        put(functions, "untilStep", args -> numbers(args.exactly(3).integer(0), args.integer(1), args.integer(2)));
    }

    private static long divisor(final Arguments args) throws FunctionException {
        final long divisor = whole(args.at(1));
        if (divisor == 0) {
            throw new FunctionException("division by zero");
        }
        return divisor;
    }

    private static long extreme(final Arguments args, final boolean isMax) throws FunctionException {
        long found = whole(args.at(0));
        for (int i = 1; i < args.size(); i++) {
            found = isMax ? Math.max(found, whole(args.at(i))) : Math.min(found, whole(args.at(i)));
        }
        return found;
    }

    /** A number of anything, zero when it is none. */
    private static long whole(final @Nullable Object value) {
        return (long) fraction(value);
    }

    private static double fraction(final @Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        final String text = GoFormat.plain(value);
        return text.matches("[+-]?\\d{1,18}(\\.\\d+)?") ? Double.parseDouble(text) : 0;
    }

    private static List<Object> numbers(final long from, final long to, final long step) throws FunctionException {
        final List<Object> numbers = new ArrayList<>();
        for (long i = from; step > 0 ? i < to : step < 0 && i > to; i += step) {
            if (numbers.size() == COUNT_MAX) {
                throw new FunctionException("more than " + COUNT_MAX + " numbers");
            }
            numbers.add(i);
        }
        return numbers;
    }

    private static void addLists(final Map<String, TemplateFunction> functions) {
        put(functions, "list", args -> new ArrayList<>(args.all()));
        put(
                functions,
                "first",
                args -> args.exactly(1).list(0).isEmpty() ? null : args.list(0).get(0));
        put(
                functions,
                "last",
                args -> args.exactly(1).list(0).isEmpty()
                        ? null
                        : args.list(0).get(args.list(0).size() - 1));
        put(
                functions,
                "rest",
                args -> args.exactly(1).list(0).isEmpty()
                        ? null
                        : copy(args.list(0).subList(1, args.list(0).size())));
        put(
                functions,
                "initial",
                args -> args.exactly(1).list(0).isEmpty()
                        ? null
                        : copy(args.list(0).subList(0, args.list(0).size() - 1)));
        put(functions, "append", args -> {
            final List<@Nullable Object> list = copy(args.exactly(2).list(0));
            list.add(args.at(1));
            return list;
        });
        put(functions, "prepend", args -> {
            final List<@Nullable Object> list = copy(args.exactly(2).list(0));
            list.add(0, args.at(1));
            return list;
        });
        put(functions, "concat", args -> {
            final List<@Nullable Object> list = new ArrayList<>();
            for (int i = 0; i < args.size(); i++) {
                list.addAll(args.list(i));
            }
            return list;
        });
        put(functions, "reverse", args -> {
            final List<@Nullable Object> list = copy(args.exactly(1).list(0));
            Collections.reverse(list);
            return list;
        });
        put(
                functions,
                "uniq",
                args -> new ArrayList<>(new LinkedHashSet<>(args.exactly(1).list(0))));
        put(
                functions,
                "compact",
                args -> args.exactly(1).list(0).stream().filter(Values::isTrue).collect(Collectors.toList()));
        put(
                functions,
                "without",
                args -> args.atLeast(1).list(0).stream()
                        .filter(item -> !CollectionFunctions.has(args.from(1), item))
                        .collect(Collectors.toList()));
        put(functions, "has", args -> CollectionFunctions.has(args.exactly(2).list(1), args.at(0)));
        put(
                functions,
                "sortAlpha",
                args -> args.exactly(1).list(0).stream()
                        .map(GoFormat::plain)
                        .sorted()
                        .collect(Collectors.toList()));
        put(
                functions,
                "toStrings",
                args -> args.exactly(1).list(0).stream().map(GoFormat::plain).collect(Collectors.toList()));
    }

    private static List<@Nullable Object> copy(final List<?> list) {
        return new ArrayList<@Nullable Object>(list);
    }

    private static void addMaps(final Map<String, TemplateFunction> functions) {
        put(functions, "dict", args -> {
            final Map<String, @Nullable Object> map = new TreeMap<>();
            for (int i = 0; i < args.size(); i += 2) {
                map.put(args.printed(i), i + 1 < args.size() ? args.at(i + 1) : "");
            }
            return map;
        });
        put(functions, "get", args -> {
            final Object value = args.exactly(2).map(0).get(args.text(1));
            return value == null ? "" : value;
        });
        put(functions, "set", args -> {
            args.exactly(3).map(0).put(args.text(1), args.at(2));
            return args.at(0);
        });
        put(functions, "unset", args -> {
            args.exactly(2).map(0).remove(args.text(1));
            return args.at(0);
        });
        put(functions, "hasKey", args -> args.exactly(2).map(0).containsKey(args.text(1)));
        put(functions, "keys", args -> {
            final List<Object> keys = new ArrayList<>();
            for (int i = 0; i < args.size(); i++) {
                keys.addAll(args.map(i).keySet());
            }
            return keys;
        });
        put(functions, "values", args -> new ArrayList<>(args.exactly(1).map(0).values()));
        put(functions, "pluck", SprigValues::pluck);
        put(functions, "dig", SprigValues::dig);
        put(functions, "pick", args -> chosen(args, true));
        put(functions, "omit", args -> chosen(args, false));
        put(functions, "merge", args -> merged(args, false));
        put(functions, "mergeOverwrite", args -> merged(args, true));
    }

    private static List<Object> pluck(final Arguments args) throws FunctionException {
        final List<Object> found = new ArrayList<>();
        for (int i = 1; i < args.size(); i++) {
            final Object value = args.map(i).get(args.text(0));
            if (value != null) {
                found.add(value);
            }
        }
        return found;
    }

    private static @Nullable Object dig(final Arguments args) throws FunctionException {
        Object value = args.atLeast(3).map(args.size() - 1);
        for (int i = 0; i < args.size() - 2; i++) {
            if (!(value instanceof Map<?, ?> map) || !map.containsKey(args.text(i))) {
                return args.at(args.size() - 2);
            }
            value = map.get(args.text(i));
        }
        return value;
    }

    private static Map<String, @Nullable Object> chosen(final Arguments args, final boolean isNamed)
            throws FunctionException {
        final Set<String> names = args.from(1).stream().map(GoFormat::plain).collect(Collectors.toSet());
        final Map<String, @Nullable Object> map = new TreeMap<>(args.map(0));
        map.keySet().removeIf(key -> names.contains(key) != isNamed);
        return map;
    }

    private static Map<String, @Nullable Object> merged(final Arguments args, final boolean override)
            throws FunctionException {
        Map<String, @Nullable Object> merged = args.map(0);
        for (int i = 1; i < args.size(); i++) {
            merged = CollectionFunctions.merge(merged, args.map(i), override);
        }
        return merged;
    }
}
