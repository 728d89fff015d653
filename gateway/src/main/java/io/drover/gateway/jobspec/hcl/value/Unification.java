package io.drover.gateway.jobspec.hcl.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the type that values of several types can all become: text for anything scalar, a map for objects of different
 * shape, a list for tuples of different length. A bare null goes with everything.
 */
public final class Unification {

    private Unification() {}

    /** Returns the common type, or null when there is none. The list must not be empty. */
    public static @Nullable HclType unify(final Collection<HclType> candidates) {
        final List<HclType> types = new ArrayList<>(new HashSet<>(candidates));
        types.remove(HclType.DYNAMIC);
        if (types.isEmpty()) {
            return HclType.DYNAMIC;
        }
        if (types.size() == 1) {
            return types.get(0);
        }
        if (all(types, HclType.Primitive.class)) {
            return types.contains(HclType.STRING) ? HclType.STRING : null;
        }
        if (all(types, HclType.ObjectType.class)) {
            return unifyObjects(types);
        }
        if (all(types, HclType.TupleType.class)) {
            return unifyTuples(types);
        }
        if (all(types, HclType.ObjectType.class, HclType.MapType.class)) {
            final HclType element = unify(parts(types));
            return element == null ? null : new HclType.MapType(element);
        }
        if (all(types, HclType.TupleType.class, HclType.ListType.class)) {
            final HclType element = unify(parts(types));
            return element == null ? null : new HclType.ListType(element);
        }
        if (all(types, HclType.SetType.class)) {
            final HclType element = unify(parts(types));
            return element == null ? null : new HclType.SetType(element);
        }
        if (all(types, HclType.TupleType.class, HclType.ListType.class, HclType.SetType.class)) {
            final HclType element = unify(parts(types));
            return element == null ? null : new HclType.ListType(element);
        }
        return null;
    }

    private static @Nullable HclType unifyObjects(final List<HclType> types) {
        final SortedMap<String, HclType> first = ((HclType.ObjectType) types.get(0)).attributes();
        for (final HclType type : types) {
            if (!((HclType.ObjectType) type).attributes().keySet().equals(first.keySet())) {
                final HclType element = unify(parts(types));
                return element == null ? null : new HclType.MapType(element);
            }
        }
        final SortedMap<String, HclType> attributes = new TreeMap<>();
        for (final String name : first.keySet()) {
            final List<HclType> across = new ArrayList<>();
            for (final HclType type : types) {
                final HclType attribute =
                        ((HclType.ObjectType) type).attributes().get(name);
                if (attribute != null) {
                    across.add(attribute);
                }
            }
            final HclType common = unify(across);
            if (common == null) {
                return null;
            }
            attributes.put(name, common);
        }
        return new HclType.ObjectType(Collections.unmodifiableSortedMap(attributes));
    }

    private static @Nullable HclType unifyTuples(final List<HclType> types) {
        final int size = ((HclType.TupleType) types.get(0)).elements().size();
        for (final HclType type : types) {
            if (((HclType.TupleType) type).elements().size() != size) {
                final HclType element = unify(parts(types));
                return element == null ? null : new HclType.ListType(element);
            }
        }
        final List<HclType> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            final List<HclType> across = new ArrayList<>();
            for (final HclType type : types) {
                across.add(((HclType.TupleType) type).elements().get(i));
            }
            final HclType common = unify(across);
            if (common == null) {
                return null;
            }
            elements.add(common);
        }
        return new HclType.TupleType(List.copyOf(elements));
    }

    private static List<HclType> parts(final List<HclType> types) {
        final List<HclType> parts = new ArrayList<>();
        for (final HclType type : types) {
            if (type instanceof HclType.TupleType tuple) {
                parts.addAll(tuple.elements());
            } else if (type instanceof HclType.ObjectType object) {
                parts.addAll(object.attributes().values());
            } else if (type instanceof HclType.ListType list) {
                parts.add(list.element());
            } else if (type instanceof HclType.SetType set) {
                parts.add(set.element());
            } else if (type instanceof HclType.MapType map) {
                parts.add(map.element());
            }
        }
        return parts;
    }

    @SafeVarargs
    private static boolean all(final List<HclType> types, final Class<? extends HclType>... kinds) {
        for (final HclType type : types) {
            boolean isOne = false;
            for (final Class<? extends HclType> kind : kinds) {
                isOne |= kind.isInstance(type);
            }
            if (!isOne) {
                return false;
            }
        }
        return true;
    }
}
