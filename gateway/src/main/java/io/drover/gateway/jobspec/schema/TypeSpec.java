package io.drover.gateway.jobspec.schema;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A type of the job document: its fields in the order of the table. Immutable. */
public final class TypeSpec {

    private final String name;
    private final List<FieldSpec> fields;
    private final List<FieldSpec> fieldsByName;
    private final Map<String, FieldSpec> byName = new HashMap<>();
    private final Map<String, FieldSpec> byLowerCaseName = new HashMap<>();
    private final Map<String, FieldSpec> argumentsByFileName = new HashMap<>();
    private final Map<String, FieldSpec> blocksByFileName = new HashMap<>();
    private final List<FieldSpec> requiredArguments;
    private final JsonObject unset;
    private final @Nullable FieldSpec label;

    TypeSpec(final String name, final List<FieldSpec> fields) {
        this.name = name;
        this.fields = List.copyOf(fields);
        this.fieldsByName =
                fields.stream().sorted(Comparator.comparing(FieldSpec::name)).toList();
        FieldSpec labelled = null;
        for (final FieldSpec field : fields) {
            byName.put(field.name(), field);
            byLowerCaseName.put(field.name().toLowerCase(Locale.ROOT), field);
            if (field.role() == FieldSpec.Role.LABEL) {
                labelled = field;
            } else if (field.role() == FieldSpec.Role.BLOCK) {
                blocksByFileName.put(field.fileName(), field);
            }
            if (field.isArgument() || isMapArgument(field)) {
                argumentsByFileName.put(field.fileName(), field);
            }
        }
        this.label = labelled;
        this.requiredArguments = fields.stream()
                .filter(field -> field.role() == FieldSpec.Role.REQUIRED_ARGUMENT)
                .toList();
        this.unset = new JsonObject(fields.size());
        for (final FieldSpec field : fieldsByName) {
            if (!field.isOmittedWhenUnset()) {
                unset.put(field.name(), field.unset());
            }
        }
    }

    /** Returns the name of the type. */
    public String name() {
        return name;
    }

    /** Returns the fields in order. */
    public List<FieldSpec> fields() {
        return fields;
    }

    /** Returns the fields sorted by their names in JSON, which is how objects are written: made in this order they need no sorting. */
    public List<FieldSpec> fieldsByName() {
        return fieldsByName;
    }

    /** Returns the field of a JSON name, upper and lower case being the same when there is no exact match, or null. */
    public @Nullable FieldSpec field(final String jsonName) {
        final FieldSpec exact = byName.get(jsonName);
        return exact != null ? exact : byLowerCaseName.get(jsonName.toLowerCase(Locale.ROOT));
    }

    /** Returns the field that {@code fileName = …} sets in job files, or null. */
    public @Nullable FieldSpec argument(final String fileName) {
        return argumentsByFileName.get(fileName);
    }

    /** Returns the field that {@code fileName { … }} sets in job files, or null. */
    public @Nullable FieldSpec block(final String fileName) {
        return blocksByFileName.get(fileName);
    }

    /** Returns the fields that every block of this type must set by an argument. */
    public List<FieldSpec> requiredArguments() {
        return requiredArguments;
    }

    /** Tells whether a field is a map that may be written as an argument too, so that its keys can be any text. */
    private boolean isMapArgument(final FieldSpec field) {
        return switch (name) {
            case "Job", "TaskGroup" -> field.fileName().equals("meta");
            case "Task" -> field.fileName().equals("meta") || field.fileName().equals("env");
            default -> false;
        };
    }

    /** Returns the field that the label of a block sets, or null when blocks of this type have no label. */
    public @Nullable FieldSpec label() {
        return label;
    }

    /** Makes an object in which every field is unset. */
    public JsonObject unsetObject() {
        return unset.copy();
    }
}
