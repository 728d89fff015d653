package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.hcl.value.Unification;
import java.util.ArrayList;
import java.util.List;

/** Functions on sets. */
final class SetFunctions {

    private static final Parameter SET = new Parameter("sets", new HclType.SetType(HclType.DYNAMIC), false);
    private static final Parameter FIRST = new Parameter("first_set", SET.type(), false);
    private static final Parameter OTHERS = new Parameter("other_sets", SET.type(), false);
    private static final int PRODUCT_MAX = 100_000;

    private SetFunctions() {}

    static List<HclFunction> all() {
        return List.of(
                HclFunction.variadic("setunion", a -> combined(a, true), OTHERS, FIRST),
                HclFunction.variadic("setintersection", a -> combined(a, false), OTHERS, FIRST),
                HclFunction.variadic("setproduct", SetFunctions::product, Parameter.any("sets")));
    }

    private static HclValue combined(final List<HclValue> arguments, final boolean isUnion) throws FunctionException {
        final List<HclType> types = new ArrayList<>();
        arguments.forEach(argument -> types.add(argument.type()));
        if (!(Unification.unify(types) instanceof HclType.SetType common)) {
            throw new FunctionException("given sets must all have compatible element types");
        }
        List<HclValue> result = elements(arguments.get(0), common);
        for (int i = 1; i < arguments.size(); i++) {
            final List<HclValue> other = elements(arguments.get(i), common);
            if (isUnion) {
                result.addAll(other);
            } else {
                result.retainAll(other);
            }
        }
        return HclValue.set(common.element(), result);
    }

    private static List<HclValue> elements(final HclValue set, final HclType type) throws FunctionException {
        try {
            return new ArrayList<>(((HclSequence) Conversion.convert(set, type)).elements());
        } catch (final ConversionException unsuitable) {
            throw new FunctionException(String.valueOf(unsuitable.getMessage()));
        }
    }

    private static HclValue product(final List<HclValue> arguments) throws FunctionException {
        if (arguments.size() < 2) {
            throw new FunctionException("at least two arguments are required");
        }
        boolean hasSet = false;
        long count = 1;
        final List<HclSequence> factors = new ArrayList<>();
        final List<HclType> types = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (!(arguments.get(i) instanceof HclSequence factor)) {
                throw new FunctionException(i, "a set or a list is required");
            }
            hasSet |= factor.isSet();
            count = Math.min(count * factor.size(), PRODUCT_MAX + 1L);
            factors.add(factor);
            types.add(elementType(factor, i));
        }
        if (count > PRODUCT_MAX) {
            throw new FunctionException("the product has more than " + PRODUCT_MAX + " elements");
        }
        final HclType element = new HclType.TupleType(List.copyOf(types));
        final List<HclValue> combinations = combinations(factors, types, (int) count);
        return hasSet ? HclValue.set(element, combinations) : HclValue.list(element, combinations);
    }

    private static HclType elementType(final HclSequence factor, final int argument) throws FunctionException {
        final List<HclType> types = new ArrayList<>();
        factor.elements().forEach(element -> types.add(element.type()));
        final HclType common = types.isEmpty() ? HclType.DYNAMIC : Unification.unify(types);
        if (common == null) {
            throw new FunctionException(argument, "all elements must be of the same type");
        }
        return common;
    }

    /** Makes all combinations; the last factor changes fastest. */
    private static List<HclValue> combinations(
            final List<HclSequence> factors, final List<HclType> types, final int count) throws FunctionException {
        final List<HclValue> combinations = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            final HclValue[] combination = new HclValue[factors.size()];
            int rest = number;
            for (int i = factors.size() - 1; i >= 0; i--) {
                final List<HclValue> elements = factors.get(i).elements();
                try {
                    combination[i] = Conversion.convert(elements.get(rest % elements.size()), types.get(i));
                } catch (final ConversionException unsuitable) {
                    throw new FunctionException(i, String.valueOf(unsuitable.getMessage()));
                }
                rest /= elements.size();
            }
            combinations.add(HclValue.tuple(List.of(combination)));
        }
        return combinations;
    }
}
