package io.drover.gateway.jobspec.hcl.value;

import java.util.List;
import java.util.SortedMap;

/** A type of the job language. Immutable. */
public sealed interface HclType {

    /** Types without parts. {@code DYNAMIC} is the type of a bare {@code null} and accepts every value. */
    enum Primitive implements HclType {
        STRING("string"),
        NUMBER("number"),
        BOOL("bool"),
        DYNAMIC("dynamic");

        private final String label;

        Primitive(final String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** Elements of one type in order. */
    record ListType(HclType element) implements HclType {
        @Override
        public String label() {
            return "list of " + element.label();
        }
    }

    /** Distinct elements of one type. */
    record SetType(HclType element) implements HclType {
        @Override
        public String label() {
            return "set of " + element.label();
        }
    }

    /** Values of one type under any names. */
    record MapType(HclType element) implements HclType {
        @Override
        public String label() {
            return "map of " + element.label();
        }
    }

    /** A fixed sequence of types; what {@code [a, b]} makes. */
    record TupleType(List<HclType> elements) implements HclType {
        @Override
        public String label() {
            return "tuple";
        }
    }

    /** Fixed names with a type each; what {@code {a = b}} makes. */
    record ObjectType(SortedMap<String, HclType> attributes) implements HclType {
        @Override
        public String label() {
            return "object";
        }
    }

    /** The type of text. */
    HclType STRING = Primitive.STRING;
    /** The type of numbers. */
    HclType NUMBER = Primitive.NUMBER;
    /** The type of truth values. */
    HclType BOOL = Primitive.BOOL;
    /** The type of a bare null. */
    HclType DYNAMIC = Primitive.DYNAMIC;

    /** Returns the name used in error messages. */
    String label();
}
