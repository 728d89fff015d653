package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.hcl.syntax.NameSuggestion;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.schema.FieldKind;
import io.drover.gateway.jobspec.schema.FieldSpec;
import io.drover.gateway.jobspec.schema.JobSchema;
import io.drover.gateway.jobspec.schema.TypeSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decodes blocks by the schema: arguments by the kind of their field, nested blocks by their type, everything else is an
 * error that names what was probably meant.
 */
final class BlockDecoder {

    private final JobSchema schema = JobSchema.api();
    private final Problems problems;
    private final ArgumentDecoder arguments;
    private final DynamicBlocks dynamicBlocks;
    private final FreeFormDecoder freeForm;
    private final ConditionDecoder conditions;
    private final ScalingDecoder scaling;

    BlockDecoder(final Evaluator evaluator, final Problems problems) {
        this.problems = problems;
        this.arguments = new ArgumentDecoder(evaluator, problems);
        this.dynamicBlocks = new DynamicBlocks(evaluator, problems);
        this.freeForm = new FreeFormDecoder(evaluator, problems);
        this.conditions = new ConditionDecoder(arguments, problems);
        this.scaling = new ScalingDecoder(this, problems);
    }

    /** Decodes a whole job, group, task or any other block of the schema. */
    JsonObject decode(final ScopedBlock scoped, final TypeSpec type) {
        if (type.name().equals("Constraint") || type.name().equals("Affinity")) {
            return conditions.decode(scoped, type);
        }
        final JsonObject object = type.unsetObject();
        final FieldSpec label = type.label();
        if (label != null && !scoped.block().labels().isEmpty()) {
            object.put(label.name(), scoped.block().labels().get(0).text());
        }
        decodeArguments(scoped, type, object);
        decodeBlocks(scoped, type, object);
        return object;
    }

    private void decodeArguments(final ScopedBlock scoped, final TypeSpec type, final JsonObject object) {
        final Body body = scoped.block().body();
        Set<String> given = Set.of();
        for (final Argument argument : body.arguments()) {
            if (problems.isFull()) {
                return;
            }
            final FieldSpec field = type.argument(argument.name());
            if (field == null) {
                if (given.isEmpty()) {
                    given = body.arguments().stream().map(Argument::name).collect(Collectors.toSet());
                }
                unsupportedArgument(argument, type, given);
                continue;
            }
            final JsonValue value = field.role() == FieldSpec.Role.BLOCK
                    ? mapArgument(argument, scoped, field)
                    : arguments.decode(argument.expression(), scoped.scope(), field);
            if (value != null) {
                object.put(field.name(), value);
            }
        }
        for (final FieldSpec field : type.requiredArguments()) {
            if (body.argument(field.fileName()) == null) {
                problems.error(
                        "Missing required argument",
                        "The argument \"" + field.fileName() + "\" is required, but no definition was found.",
                        scoped.block().openRange());
            }
        }
    }

    private @Nullable JsonValue mapArgument(final Argument argument, final ScopedBlock scoped, final FieldSpec field) {
        final List<Block> blocks = scoped.block().body().blocks(field.fileName());
        if (!blocks.isEmpty()) {
            problems.error(
                    "Duplicate " + field.fileName() + " block",
                    field.fileName() + " may not be defined more than once. Another definition is defined at "
                            + argument.range() + ".",
                    blocks.get(0).headerRange());
            return null;
        }
        return arguments.decodeTextMap(argument.expression(), scoped.scope());
    }

    private void unsupportedArgument(final Argument argument, final TypeSpec type, final Set<String> given) {
        final List<String> names = new ArrayList<>();
        boolean isBlock = false;
        for (final FieldSpec field : type.fields()) {
            if (field.isArgument() && !given.contains(field.fileName())) {
                names.add(field.fileName());
            }
            isBlock |= field.role() == FieldSpec.Role.BLOCK && field.fileName().equals(argument.name());
        }
        String advice = NameSuggestion.sentence(argument.name(), names);
        if (advice.isEmpty() && isBlock) {
            advice = " Did you mean to define a block of type \"" + argument.name() + "\"?";
        }
        problems.add(Diagnostic.error(
                        "Unsupported argument",
                        "An argument named \"" + argument.name() + "\" is not expected here." + advice,
                        argument.nameRange())
                .withAdvice(expected(type)));
    }

    private void decodeBlocks(final ScopedBlock scoped, final TypeSpec type, final JsonObject object) {
        if (scoped.block().body().blocks().isEmpty()) {
            return;
        }
        final Map<String, List<ScopedBlock>> byFileName = new LinkedHashMap<>();
        for (final Block block : scoped.block().body().blocks()) {
            if (problems.isFull()) {
                return;
            }
            final boolean isDynamic =
                    block.type().equals("dynamic") && block.labels().size() == 1;
            final String name = isDynamic ? block.labels().get(0).text() : block.type();
            final FieldSpec field = type.block(name);
            if (field == null) {
                unsupportedBlock(block, name, type);
                continue;
            }
            final List<ScopedBlock> found = byFileName.computeIfAbsent(name, unused -> new ArrayList<>());
            if (isDynamic) {
                found.addAll(dynamicBlocks.expand(block, scoped.scope(), labelCount(field)));
            } else if (hasRightLabels(block, field)) {
                found.add(new ScopedBlock(block, scoped.scope()));
            }
        }
        byFileName.forEach((name, blocks) -> {
            final FieldSpec field = type.block(name);
            if (field != null && !blocks.isEmpty() && scoped.block().body().argument(name) == null) {
                object.put(field.name(), blockValue(field, blocks));
            }
        });
    }

    private void unsupportedBlock(final Block block, final String name, final TypeSpec type) {
        final List<String> names = new ArrayList<>();
        boolean isArgument = false;
        for (final FieldSpec field : type.fields()) {
            if (field.role() == FieldSpec.Role.BLOCK) {
                names.add(field.fileName());
            }
            isArgument |= field.isArgument() && field.fileName().equals(name);
        }
        String advice = NameSuggestion.sentence(name, names);
        if (advice.isEmpty() && isArgument) {
            advice = " Did you mean to define argument \"" + name
                    + "\"? If so, use the equals sign to assign it a value.";
        }
        problems.add(Diagnostic.error(
                        "Unsupported block type",
                        "Blocks of type \"" + name + "\" are not expected here." + advice,
                        block.typeRange())
                .withAdvice(expected(type)));
    }

    /** Lists what a block may contain. */
    private static String expected(final TypeSpec type) {
        final List<String> names = new ArrayList<>();
        final List<String> blocks = new ArrayList<>();
        for (final FieldSpec field : type.fields()) {
            if (field.isArgument()) {
                names.add(field.fileName());
            } else if (field.role() == FieldSpec.Role.BLOCK) {
                blocks.add(field.fileName());
            }
        }
        Collections.sort(names);
        Collections.sort(blocks);
        final String arguments = names.isEmpty() ? "" : "Arguments here: " + String.join(", ", names) + ".";
        final String separator = names.isEmpty() || blocks.isEmpty() ? "" : "\n";
        return arguments + separator + (blocks.isEmpty() ? "" : "Blocks here: " + String.join(", ", blocks) + ".");
    }

    private int labelCount(final FieldSpec field) {
        return labelCount(schema, field);
    }

    /** Returns how many labels the blocks of a field have. */
    static int labelCount(final JobSchema schema, final FieldSpec field) {
        if (field.name().equals("ScalingPolicies")) {
            return 1;
        }
        return field.kind().isStruct() && schema.type(field).label() != null ? 1 : 0;
    }

    /** Checks the labels of a block and notes what is wrong with them. */
    private boolean hasRightLabels(final Block block, final FieldSpec field) {
        return Labels.check(block, labelCount(field), problems);
    }

    private JsonValue blockValue(final FieldSpec field, final List<ScopedBlock> blocks) {
        if (field.name().equals("ScalingPolicies")) {
            return scaling.taskPolicies(blocks, schema.type(field));
        }
        if (field.kind().shape() == FieldKind.Shape.LIST) {
            final JsonArray list = new JsonArray();
            for (final ScopedBlock block : blocks) {
                list.add(decode(block, schema.type(field)));
            }
            return list;
        }
        if (field.kind().isStruct() && field.kind().shape() == FieldKind.Shape.MAP) {
            final JsonObject map = new JsonObject();
            for (final ScopedBlock block : blocks) {
                map.put(block.block().labels().get(0).text(), decode(block, schema.type(field)));
            }
            return map;
        }
        if (blocks.size() > 1) {
            problems.error(
                    "Duplicate " + field.fileName() + " block",
                    "Only one " + field.fileName() + " block is allowed. Another was defined at "
                            + blocks.get(0).block().headerRange() + ".",
                    blocks.get(1).block().headerRange());
        }
        return singleBlock(field, blocks.get(0));
    }

    private JsonValue singleBlock(final FieldSpec field, final ScopedBlock scoped) {
        if (field.kind().isStruct()) {
            final JsonObject object = decode(scoped, schema.type(field));
            if (field.name().equals("Scaling")) {
                scaling.finishGroupPolicy(object, scoped);
            }
            return object;
        }
        if (field.kind().base() == FieldKind.Base.OBJECT) {
            return freeForm.decode(scoped.block().body(), scoped.scope());
        }
        return mapBlock(field, scoped);
    }

    private JsonObject mapBlock(final FieldSpec field, final ScopedBlock scoped) {
        final HclType element = field.kind().shape() == FieldKind.Shape.MAP_OF_LISTS
                ? new HclType.ListType(HclType.STRING)
                : HclType.STRING;
        final JsonObject map = new JsonObject();
        for (final Argument argument : scoped.block().body().arguments()) {
            final JsonValue value = arguments.decodeElement(argument.expression(), scoped.scope(), element);
            if (value != null) {
                map.put(argument.name(), value);
            }
        }
        for (final Block block : scoped.block().body().blocks()) {
            arguments.unsuitable(element.label() + " required", block.openRange());
        }
        return map;
    }
}
