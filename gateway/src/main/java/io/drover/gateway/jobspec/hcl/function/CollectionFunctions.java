package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclMapping;
import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.hcl.value.Unification;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Functions on lists, tuples, maps and objects. */
final class CollectionFunctions {

    private CollectionFunctions() {}

    static List<HclFunction> all() {
        final Parameter dynamicList = Parameter.listOf("list", HclType.DYNAMIC);
        return List.of(
                HclFunction.variadic("coalesce", CollectionFunctions::coalesce, Parameter.anyOrNull("vals")),
                HclFunction.variadic("coalescelist", CollectionFunctions::coalesceList, Parameter.anyOrNull("vals")),
                HclFunction.of("compact", CollectionFunctions::compact, Parameter.listOf("list", HclType.STRING)),
                HclFunction.variadic("concat", CollectionFunctions::concat, Parameter.any("seqs")),
                HclFunction.of(
                        "contains", CollectionFunctions::contains, Parameter.any("list"), Parameter.anyOrNull("value")),
                HclFunction.of("distinct", CollectionFunctions::distinct, dynamicList),
                HclFunction.of("chunklist", CollectionFunctions::chunk, dynamicList, Parameter.number("size")),
                HclFunction.of(
                        "element", CollectionFunctions::element, Parameter.any("list"), Parameter.number("index")),
                HclFunction.of("flatten", CollectionFunctions::flatten, Parameter.any("list")),
                HclFunction.of("index", CollectionFunctions::index, Parameter.any("collection"), Parameter.any("key")),
                HclFunction.of("keys", CollectionFunctions::keys, Parameter.any("inputMap")),
                HclFunction.of("values", CollectionFunctions::values, Parameter.any("mapping")),
                HclFunction.of("length", CollectionFunctions::length, Parameter.any("collection")),
                HclFunction.of(
                        "lookup",
                        CollectionFunctions::lookup,
                        Parameter.any("inputMap"),
                        Parameter.text("key"),
                        Parameter.any("default")),
                HclFunction.variadic("merge", CollectionFunctions::merge, Parameter.anyOrNull("maps")),
                HclFunction.of(
                        "slice",
                        CollectionFunctions::slice,
                        Parameter.any("list"),
                        Parameter.number("start_index"),
                        Parameter.number("end_index")),
                HclFunction.of(
                        "zipmap",
                        CollectionFunctions::zipMap,
                        Parameter.listOf("keys", HclType.STRING),
                        Parameter.any("values")));
    }

    private static HclValue coalesce(final List<HclValue> arguments) throws FunctionException {
        if (arguments.isEmpty()) {
            throw new FunctionException("at least one argument is required");
        }
        final List<HclType> types = new ArrayList<>();
        arguments.forEach(argument -> types.add(argument.type()));
        final HclType common = Unification.unify(types);
        if (common == null) {
            throw new FunctionException("all arguments must have the same type");
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!arguments.get(i).isNull()) {
                return convert(arguments.get(i), common, i);
            }
        }
        throw new FunctionException("no non-null arguments");
    }

    private static HclValue convert(final HclValue value, final HclType type, final int argument)
            throws FunctionException {
        try {
            return Conversion.convert(value, type);
        } catch (final ConversionException unsuitable) {
            throw new FunctionException(argument, String.valueOf(unsuitable.getMessage()));
        }
    }

    private static HclValue coalesceList(final List<HclValue> arguments) throws FunctionException {
        if (arguments.isEmpty()) {
            throw new FunctionException("at least one argument is required");
        }
        for (final HclValue argument : arguments) {
            if (!argument.isNull() && !isListOrTuple(argument)) {
                throw new FunctionException("coalescelist arguments must be lists or tuples");
            }
        }
        for (final HclValue argument : arguments) {
            if (argument instanceof HclSequence sequence && sequence.size() > 0) {
                return sequence;
            }
        }
        throw new FunctionException("no non-null arguments");
    }

    private static boolean isListOrTuple(final HclValue value) {
        return value instanceof HclSequence sequence && !sequence.isSet();
    }

    private static HclValue compact(final List<HclValue> arguments) {
        final List<HclValue> kept = new ArrayList<>();
        for (final HclValue element : Arguments.elements(arguments, 0)) {
            if (element instanceof HclValue.Text text && !text.value().isEmpty()) {
                kept.add(element);
            }
        }
        return HclValue.list(HclType.STRING, kept);
    }

    private static HclValue concat(final List<HclValue> arguments) throws FunctionException {
        if (arguments.isEmpty()) {
            throw new FunctionException("at least one argument is required");
        }
        final List<HclValue> all = new ArrayList<>();
        boolean isAllLists = true;
        final List<HclType> types = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (!isListOrTuple(arguments.get(i))) {
                throw new FunctionException(
                        i,
                        "all arguments must be lists or tuples; got "
                                + arguments.get(i).type().label());
            }
            final HclSequence sequence = (HclSequence) arguments.get(i);
            isAllLists &= sequence.type() instanceof HclType.ListType;
            types.add(sequence.type());
            all.addAll(sequence.elements());
        }
        if (isAllLists && Unification.unify(types) instanceof HclType.ListType list) {
            final List<HclValue> converted = new ArrayList<>(all.size());
            for (final HclValue value : all) {
                converted.add(convert(value, list.element(), 0));
            }
            return HclValue.list(list.element(), converted);
        }
        return HclValue.tuple(all);
    }

    private static HclValue contains(final List<HclValue> arguments) throws FunctionException {
        if (!(arguments.get(0) instanceof HclSequence sequence)) {
            throw new FunctionException("argument must be list, tuple, or set");
        }
        for (final HclValue element : sequence.elements()) {
            final HclValue wanted = arguments.get(1);
            if (element.equals(wanted) || (element.isNull() && wanted.isNull())) {
                return HclValue.of(true);
            }
        }
        return HclValue.of(false);
    }

    private static HclValue distinct(final List<HclValue> arguments) {
        final HclSequence list = (HclSequence) arguments.get(0);
        final HclType element = ((HclType.ListType) list.type()).element();
        return HclValue.list(element, new ArrayList<>(new LinkedHashSet<>(list.elements())));
    }

    private static HclValue chunk(final List<HclValue> arguments) throws FunctionException {
        final HclSequence list = (HclSequence) arguments.get(0);
        final int size = Arguments.integer(arguments, 1);
        if (size < 0) {
            throw new FunctionException("the size argument must be positive");
        }
        final List<HclValue> chunks = new ArrayList<>();
        final HclType element = ((HclType.ListType) list.type()).element();
        final int step = size == 0 ? Math.max(1, list.size()) : size;
        for (int start = 0; start < list.size(); start += step) {
            chunks.add(HclValue.list(element, list.elements().subList(start, (int)
                    Math.min((long) start + step, list.size()))));
            if (start > Integer.MAX_VALUE - step) {
                break;
            }
        }
        return HclValue.list(list.type(), chunks);
    }

    private static HclValue element(final List<HclValue> arguments) throws FunctionException {
        if (!isListOrTuple(arguments.get(0))) {
            throw new FunctionException(
                    "cannot read elements from " + arguments.get(0).type().label());
        }
        final List<HclValue> elements = Arguments.elements(arguments, 0);
        final int index = Arguments.integer(arguments, 1);
        if (elements.isEmpty()) {
            throw new FunctionException("cannot use element function with an empty list");
        }
        return elements.get(Math.floorMod(index, elements.size()));
    }

    private static HclValue flatten(final List<HclValue> arguments) throws FunctionException {
        if (!(arguments.get(0) instanceof HclSequence sequence)) {
            throw new FunctionException("can only flatten lists, sets and tuples");
        }
        final List<HclValue> flat = new ArrayList<>();
        flattenInto(sequence, flat);
        return HclValue.tuple(flat);
    }

    private static void flattenInto(final HclSequence sequence, final List<HclValue> flat) {
        for (final HclValue element : sequence.elements()) {
            if (element instanceof HclSequence inner) {
                flattenInto(inner, flat);
            } else {
                flat.add(element);
            }
        }
    }

    private static HclValue index(final List<HclValue> arguments) throws FunctionException {
        final HclValue collection = arguments.get(0);
        final HclValue key = arguments.get(1);
        if (collection instanceof HclSequence sequence && !sequence.isSet()) {
            if (!(key instanceof HclNumber number)) {
                throw new FunctionException("key for " + (sequence.isTuple() ? "tuple" : "list") + " must be number");
            }
            if (!number.isInt64() || number.longValue() < 0 || number.longValue() >= sequence.size()) {
                throw new FunctionException(
                        sequence.isTuple()
                                ? "key must be between 0 and " + sequence.size() + " inclusive"
                                : "invalid index");
            }
            return sequence.elements().get((int) number.longValue());
        }
        if (collection instanceof HclMapping mapping && mapping.isMap()) {
            if (!(key instanceof HclValue.Text text)) {
                throw new FunctionException("key for map must be string");
            }
            final HclValue found = mapping.values().get(text.value());
            if (found == null) {
                throw new FunctionException("invalid index");
            }
            return found;
        }
        throw new FunctionException("collection must be a list, a map or a tuple");
    }

    private static HclMapping mapping(final HclValue value, final String complaint) throws FunctionException {
        if (value instanceof HclMapping mapping) {
            return mapping;
        }
        throw new FunctionException(0, complaint);
    }

    private static HclValue keys(final List<HclValue> arguments) throws FunctionException {
        final HclMapping mapping = mapping(arguments.get(0), "must have map or object type");
        final List<HclValue> names = new ArrayList<>();
        mapping.values().keySet().forEach(name -> names.add(HclValue.of(name)));
        return mapping.isMap() ? HclValue.list(HclType.STRING, names) : HclValue.tuple(names);
    }

    private static HclValue values(final List<HclValue> arguments) throws FunctionException {
        final HclMapping mapping = mapping(arguments.get(0), "values() requires a map as the first argument");
        final List<HclValue> values = new ArrayList<>(mapping.values().values());
        return mapping.type() instanceof HclType.MapType map
                ? HclValue.list(map.element(), values)
                : HclValue.tuple(values);
    }

    private static HclValue length(final List<HclValue> arguments) throws FunctionException {
        final HclValue collection = arguments.get(0);
        if (collection instanceof HclSequence sequence) {
            return HclValue.of((long) sequence.size());
        }
        if (collection instanceof HclMapping mapping && mapping.isMap()) {
            return HclValue.of((long) mapping.values().size());
        }
        throw new FunctionException("collection must be a list, a map or a tuple");
    }

    private static HclValue lookup(final List<HclValue> arguments) throws FunctionException {
        final HclMapping mapping = mapping(arguments.get(0), "lookup() requires a map as the first argument");
        final HclValue found = mapping.values().get(Arguments.text(arguments, 1));
        if (mapping.type() instanceof HclType.MapType map) {
            if (Unification.unify(List.of(map.element(), arguments.get(2).type())) == null) {
                throw new FunctionException(2, "the default value must have the same type as the map elements");
            }
            return found == null ? convert(arguments.get(2), map.element(), 2) : found;
        }
        return found == null ? arguments.get(2) : found;
    }

    private static HclValue merge(final List<HclValue> arguments) throws FunctionException {
        final Map<String, HclValue> merged = new TreeMap<>();
        HclType common = null;
        boolean isOneMapType = true;
        for (int i = 0; i < arguments.size(); i++) {
            final HclValue argument = arguments.get(i);
            if (argument.isNull()) {
                continue;
            }
            if (!(argument instanceof HclMapping mapping)) {
                throw new FunctionException("arguments must be maps or objects, got \""
                        + argument.type().label() + "\"");
            }
            isOneMapType &= mapping.isMap() && (common == null || common.equals(mapping.type()));
            common = mapping.type();
            merged.putAll(mapping.values());
        }
        return isOneMapType && common instanceof HclType.MapType map
                ? HclValue.map(map.element(), merged)
                : HclValue.object(merged);
    }

    private static HclValue slice(final List<HclValue> arguments) throws FunctionException {
        if (!(arguments.get(0) instanceof HclSequence sequence)) {
            throw new FunctionException(0, "must be a list or tuple value");
        }
        if (sequence.isSet()) {
            throw new FunctionException(
                    0,
                    "cannot slice a set, because its elements do not have indices; explicitly convert to a list if the"
                            + " ordering of the result is not important");
        }
        final int start = position(arguments, 1, "start", sequence.size());
        final int end = position(arguments, 2, "end", sequence.size());
        if (start > end) {
            throw new FunctionException(1, "start index must not be greater than end index");
        }
        final List<HclValue> part = sequence.elements().subList(start, end);
        return sequence.type() instanceof HclType.ListType list
                ? HclValue.list(list.element(), part)
                : HclValue.tuple(part);
    }

    private static int position(
            final List<HclValue> arguments, final int argument, final String which, final int length)
            throws FunctionException {
        final int position = Arguments.integer(arguments, argument);
        if (position < 0) {
            throw new FunctionException(argument, which + " index must not be less than zero");
        }
        if (position > length) {
            throw new FunctionException(argument, which + " index must not be greater than the length of the list");
        }
        return position;
    }

    private static HclValue zipMap(final List<HclValue> arguments) throws FunctionException {
        final List<String> keys = Arguments.texts(arguments, 0);
        if (!isListOrTuple(arguments.get(1))) {
            throw new FunctionException("values argument must be a list or tuple value");
        }
        final HclSequence values = (HclSequence) arguments.get(1);
        if (keys.size() != values.size()) {
            throw new FunctionException(
                    "number of keys (" + keys.size() + ") does not match number of values (" + values.size() + ")");
        }
        final Map<String, HclValue> zipped = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            zipped.put(keys.get(i), values.elements().get(i));
        }
        return values.type() instanceof HclType.ListType list
                ? HclValue.map(list.element(), zipped)
                : HclValue.object(zipped);
    }
}
