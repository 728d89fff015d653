package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.NameSuggestion;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.schema.TypeSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes constraints and affinities, which have short forms: {@code version = "…"} stands for an operator and a value.
 *
 * <p>As in the reference, the keys {@code set_contains_any}, {@code set_contains_all}, {@code is_set} and {@code is_not_set}
 * of a constraint are accepted and have no effect, and the weight of an affinity keeps its lowest eight bits.
 */
final class ConditionDecoder {

    private static final List<String> CONSTRAINT_SHORT_FORMS = List.of("version", "semver", "regexp", "set_contains");
    private static final List<String> AFFINITY_SHORT_FORMS =
            List.of("version", "semver", "regexp", "set_contains_any", "set_contains_all", "set_contains");
    private static final List<String> CONSTRAINT_ARGUMENTS = List.of(
            "attribute",
            "value",
            "operator",
            "distinct_property",
            "distinct_hosts",
            "regexp",
            "version",
            "semver",
            "set_contains",
            "set_contains_all",
            "set_contains_any",
            "is_set",
            "is_not_set");
    private static final List<String> AFFINITY_ARGUMENTS = List.of(
            "attribute",
            "value",
            "operator",
            "weight",
            "version",
            "semver",
            "regexp",
            "set_contains",
            "set_contains_all",
            "set_contains_any");

    private final ArgumentDecoder arguments;
    private final Problems problems;

    ConditionDecoder(final ArgumentDecoder arguments, final Problems problems) {
        this.arguments = arguments;
        this.problems = problems;
    }

    JsonObject decode(final ScopedBlock scoped, final TypeSpec type) {
        final boolean isAffinity = type.name().equals("Affinity");
        final Map<String, JsonValue> given = given(scoped, isAffinity ? AFFINITY_ARGUMENTS : CONSTRAINT_ARGUMENTS);
        final JsonObject object = type.unsetObject()
                .put("LTarget", text(given, "attribute"))
                .put("RTarget", text(given, "value"))
                .put("Operand", text(given, "operator"));
        for (final String form : isAffinity ? AFFINITY_SHORT_FORMS : CONSTRAINT_SHORT_FORMS) {
            if (!text(given, form).isEmpty()) {
                object.put("Operand", form).put("RTarget", text(given, form));
            }
        }
        if (isAffinity) {
            putWeight(given, object);
        } else {
            putDistinct(given, object);
        }
        if (object.text("Operand").isEmpty()) {
            object.put("Operand", "=");
        }
        return object;
    }

    private Map<String, JsonValue> given(final ScopedBlock scoped, final List<String> known) {
        final Map<String, JsonValue> given = new HashMap<>();
        for (final Argument argument : scoped.block().body().arguments()) {
            if (!known.contains(argument.name())) {
                problems.error(
                        "Unsupported argument",
                        "An argument named \"" + argument.name() + "\" is not expected here."
                                + NameSuggestion.sentence(argument.name(), known),
                        argument.nameRange());
                continue;
            }
            final JsonValue value = arguments.decodeOptional(
                    argument.expression(), scoped.scope(), typeOf(argument.name()), argument.name());
            if (value != JsonNull.NULL) {
                given.put(argument.name(), value);
            }
        }
        for (final Block block : scoped.block().body().blocks()) {
            problems.error(
                    "Unsupported block type",
                    "Blocks of type \"" + block.type() + "\" are not expected here.",
                    block.typeRange());
        }
        return given;
    }

    private static HclType typeOf(final String argument) {
        return switch (argument) {
            case "distinct_hosts" -> HclType.BOOL;
            case "weight" -> HclType.NUMBER;
            default -> HclType.STRING;
        };
    }

    private static String text(final Map<String, JsonValue> given, final String name) {
        return given.get(name) instanceof JsonString string ? string.value() : "";
    }

    private static void putWeight(final Map<String, JsonValue> given, final JsonObject object) {
        if (given.get("weight") instanceof JsonNumber weight) {
            object.put("Weight", (byte) (long) weight.doubleValue());
        }
    }

    private static void putDistinct(final Map<String, JsonValue> given, final JsonObject object) {
        if (given.get("distinct_hosts") instanceof JsonBoolean distinct) {
            object.put("Operand", "distinct_hosts").put("RTarget", distinct.toString());
        }
        if (!text(given, "distinct_property").isEmpty()) {
            object.put("Operand", "distinct_property").put("LTarget", text(given, "distinct_property"));
        }
    }
}
