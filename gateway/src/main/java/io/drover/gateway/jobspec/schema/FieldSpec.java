package io.drover.gateway.jobspec.schema;

import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;

/**
 * A field of a type.
 *
 * @param name in JSON
 * @param kind of its value
 * @param fileName name in job files, empty when they cannot set it
 * @param role how job files set it
 * @param isOmittedWhenUnset whether the document leaves the field out instead of showing its unset value
 */
public record FieldSpec(String name, FieldKind kind, String fileName, Role role, boolean isOmittedWhenUnset) {

    /** How job files set a field. */
    public enum Role {
        /** Not at all. */
        NONE,
        /** By {@code name = value}. */
        ARGUMENT,
        /** By {@code name = value}, which must be there. */
        REQUIRED_ARGUMENT,
        /** By {@code name { … }}. */
        BLOCK,
        /** By the label of the block. */
        LABEL
    }

    static FieldSpec parse(final String line) {
        final String[] columns = line.trim().split(" +", 4);
        // Code asks for fields by literals, which are interned too: a lookup then compares references.
        final String name = columns[0].intern();
        final String spelling = columns.length > 2 ? columns[2] : "-";
        final boolean isOmitted = columns.length > 3 && columns[3].equals("omitempty");
        final FieldKind kind = FieldKind.parse(columns[1]);
        if (spelling.equals("-")) {
            return new FieldSpec(name, kind, "", Role.NONE, isOmitted);
        }
        if (spelling.equals("<label>")) {
            return new FieldSpec(name, kind, "", Role.LABEL, isOmitted);
        }
        if (spelling.endsWith("{}")) {
            return new FieldSpec(name, kind, spelling.substring(0, spelling.length() - 2), Role.BLOCK, isOmitted);
        }
        if (spelling.endsWith("!")) {
            return new FieldSpec(
                    name, kind, spelling.substring(0, spelling.length() - 1), Role.REQUIRED_ARGUMENT, isOmitted);
        }
        return new FieldSpec(name, kind, spelling, Role.ARGUMENT, isOmitted);
    }

    /** Tells whether job files set this by an argument. */
    public boolean isArgument() {
        return role == Role.ARGUMENT || role == Role.REQUIRED_ARGUMENT;
    }

    /** Returns what the document shows when nothing was set. */
    public JsonValue unset() {
        if (kind.isNullable()) {
            return JsonNull.NULL;
        }
        return switch (kind.base()) {
            case STRING -> JsonString.EMPTY;
            case BOOL -> JsonBoolean.FALSE;
            case STRUCT, OBJECT, BYTE -> JsonNull.NULL;
            default -> JsonNumber.ZERO;
        };
    }
}
