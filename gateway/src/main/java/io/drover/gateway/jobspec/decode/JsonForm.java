package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.hcl.syntax.HclParser;
import io.drover.gateway.jobspec.hcl.syntax.JsonFormParser;
import io.drover.gateway.jobspec.hcl.syntax.JsonNode;
import io.drover.gateway.jobspec.hcl.syntax.NameSuggestion;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.syntax.SourceText;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.schema.FieldKind;
import io.drover.gateway.jobspec.schema.FieldSpec;
import io.drover.gateway.jobspec.schema.JobSchema;
import io.drover.gateway.jobspec.schema.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns files of the JSON form into the arguments and blocks that the native form spells. Only the schema tells which property
 * is an argument and which one a block with labels, so this happens before anything is evaluated.
 *
 * <p>Texts are templates, except where the native form takes constants only; types and iterators are expressions in texts.
 */
final class JsonForm {

    private static final List<String> TOP_BLOCKS = List.of("variables", "variable", "locals", "job");

    private final JobSchema schema = JobSchema.api();
    private final SourceText source;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private JsonForm(final SourceText source) {
        this.source = source;
    }

    /** Reads a job file. */
    static HclFile jobFile(final String text, final String fileName) {
        final JsonForm form = new JsonForm(new SourceText(fileName, text));
        final JsonNode node = form.parse();
        return form.file(node == null ? form.emptyBody() : form.topLevel(node));
    }

    /** Reads a file of variable values, whose texts are taken as they are. */
    static HclFile variableFile(final String text, final String fileName) {
        final JsonForm form = new JsonForm(new SourceText(fileName, text));
        final JsonNode node = form.parse();
        return form.file(node == null ? form.emptyBody() : form.attributes(node, Texts.LITERAL));
    }

    /** What texts mean. */
    private enum Texts {
        LITERAL,
        TEMPLATE
    }

    private @Nullable JsonNode parse() {
        final JsonFormParser.Parsed parsed = JsonFormParser.parse(source);
        if (parsed.error() != null) {
            diagnostics.add(parsed.error());
        }
        return parsed.node();
    }

    private HclFile file(final Body body) {
        return new HclFile(source, body, List.copyOf(diagnostics));
    }

    private Body emptyBody() {
        return new Body(List.of(), List.of(), new SourceRange(source, 0, 0));
    }

    private void error(final String summary, final String detail, final SourceRange range) {
        diagnostics.add(Diagnostic.error(summary, detail, range));
    }

    private Body topLevel(final JsonNode node) {
        final List<Block> blocks = new ArrayList<>();
        for (final JsonNode.Property property : properties(node, "")) {
            switch (property.name()) {
                case "job" -> unpack(property, 1, content -> body(content, schema.job()), blocks);
                case "variable" -> unpack(property, 1, this::variable, blocks);
                case "variables" -> unpack(property, 0, content -> attributes(content, Texts.LITERAL), blocks);
                case "locals" -> unpack(property, 0, content -> attributes(content, Texts.TEMPLATE), blocks);
                default -> extraneous(property, TOP_BLOCKS);
            }
        }
        return new Body(List.of(), blocks, node.range());
    }

    private void extraneous(final JsonNode.Property property, final List<String> known) {
        if (!property.name().equals("//")) {
            error(
                    "Extraneous JSON object property",
                    "No argument or block type is named \"" + property.name() + "\"."
                            + NameSuggestion.sentence(property.name(), known),
                    property.nameRange());
        }
    }

    private Body variable(final JsonNode node) {
        final List<Argument> arguments = new ArrayList<>();
        final List<Block> blocks = new ArrayList<>();
        for (final JsonNode.Property property : properties(node, "")) {
            switch (property.name()) {
                case "type" -> arguments.add(argument(property, nativeExpression(property.value())));
                case "default", "description" ->
                    arguments.add(argument(property, expression(property.value(), Texts.LITERAL)));
                case "validation" -> unpack(property, 0, this::validation, blocks);
                default -> extraneous(property, List.of("type", "default", "description", "validation"));
            }
        }
        return new Body(withoutDuplicates(arguments), blocks, node.range());
    }

    private Body validation(final JsonNode node) {
        final List<Argument> arguments = new ArrayList<>();
        for (final JsonNode.Property property : properties(node, "")) {
            final Texts texts = property.name().equals("condition") ? Texts.TEMPLATE : Texts.LITERAL;
            arguments.add(argument(property, expression(property.value(), texts)));
        }
        return new Body(withoutDuplicates(arguments), List.of(), node.range());
    }

    /** Turns the content of one block of a type of the schema. */
    private Body body(final JsonNode node, final TypeSpec type) {
        if (type.name().equals("Constraint") || type.name().equals("Affinity")) {
            return attributes(node, Texts.TEMPLATE);
        }
        final List<Argument> arguments = new ArrayList<>();
        final List<Block> blocks = new ArrayList<>();
        for (final JsonNode.Property property : properties(node, "")) {
            if (property.name().equals("dynamic")) {
                dynamic(property, type, blocks);
                continue;
            }
            final FieldSpec field = field(type, property.name());
            if (field == null) {
                extraneous(property, names(type));
            } else if (type.argument(field.fileName()) != null) {
                arguments.add(argument(property, expression(property.value(), Texts.TEMPLATE)));
            } else {
                unpack(property, BlockDecoder.labelCount(schema, field), content -> content(content, field), blocks);
            }
        }
        return new Body(withoutDuplicates(arguments), blocks, node.range());
    }

    private Body content(final JsonNode node, final FieldSpec field) {
        if (field.kind().isStruct()) {
            return body(node, schema.type(field));
        }
        return field.kind().base() == FieldKind.Base.OBJECT ? freeForm(node) : attributes(node, Texts.TEMPLATE);
    }

    /** {@code "dynamic": {"group": {"for_each": …, "content": {…}}}}. */
    private void dynamic(final JsonNode.Property property, final TypeSpec type, final List<Block> blocks) {
        for (final JsonNode.Property made : properties(property.value(), "type")) {
            final FieldSpec field = field(type, made.name());
            if (field == null || field.role() != FieldSpec.Role.BLOCK) {
                extraneous(made, names(type));
                continue;
            }
            final List<Block> found = new ArrayList<>();
            unpack(made, 0, node -> dynamicBody(node, field), found);
            for (final Block block : found) {
                blocks.add(new Block(
                        "dynamic",
                        property.nameRange(),
                        List.of(new Block.Label(made.name(), made.nameRange())),
                        block.openRange(),
                        block.body()));
            }
        }
    }

    private Body dynamicBody(final JsonNode node, final FieldSpec field) {
        final List<Argument> arguments = new ArrayList<>();
        final List<Block> blocks = new ArrayList<>();
        for (final JsonNode.Property property : properties(node, "")) {
            switch (property.name()) {
                case "content" -> unpack(property, 0, content -> content(content, field), blocks);
                case "iterator" -> arguments.add(argument(property, nativeExpression(property.value())));
                case "for_each", "labels" ->
                    arguments.add(argument(property, expression(property.value(), Texts.TEMPLATE)));
                default -> extraneous(property, List.of("for_each", "labels", "iterator", "content"));
            }
        }
        return new Body(withoutDuplicates(arguments), blocks, node.range());
    }

    /** Makes the content of a block, which an object or each object of a list is. */
    @FunctionalInterface
    private interface Content {
        Body of(JsonNode node);
    }

    private void unpack(
            final JsonNode.Property property, final int labelCount, final Content content, final List<Block> blocks) {
        if (labelCount == 0) {
            unpack(property, List.of(), property.value(), content, blocks);
            return;
        }
        final List<JsonNode.Property> labelled = properties(property.value(), "name");
        if (labelled.isEmpty()) {
            error(
                    "Missing block label",
                    "At least one object property is required, whose name represents the " + property.name()
                            + " block's name.",
                    property.value().startRange());
        }
        for (final JsonNode.Property one : labelled) {
            final Block.Label label = new Block.Label(one.name(), one.nameRange());
            unpack(property, List.of(label), one.value(), content, blocks);
        }
    }

    private void unpack(
            final JsonNode.Property property,
            final List<Block.Label> labels,
            final JsonNode value,
            final Content content,
            final List<Block> blocks) {
        if (value instanceof JsonNode.ObjectNode) {
            blocks.add(new Block(property.name(), property.nameRange(), labels, value.startRange(), content.of(value)));
        } else if (value instanceof JsonNode.ArrayNode array) {
            for (final JsonNode element : array.elements()) {
                blocks.add(new Block(
                        property.name(), property.nameRange(), labels, value.startRange(), content.of(element)));
            }
        } else if (!value.isNull()) {
            error(
                    "Incorrect JSON value type",
                    "Either a JSON object or a JSON array is required, representing the contents of one or more \""
                            + property.name() + "\" blocks.",
                    value.startRange());
        }
    }

    /** Returns the properties of an object or of all objects of a list, whose names are arguments, blocks or labels. */
    private List<JsonNode.Property> properties(final JsonNode node, final String label) {
        final String purpose = label.isEmpty()
                ? "to define arguments and child blocks."
                : "to specify " + label + " labels for this block.";
        if (node instanceof JsonNode.ObjectNode object) {
            return object.properties();
        }
        final List<JsonNode.Property> properties = new ArrayList<>();
        if (node instanceof JsonNode.ArrayNode array) {
            for (final JsonNode element : array.elements()) {
                if (element instanceof JsonNode.ObjectNode object) {
                    properties.addAll(object.properties());
                } else {
                    error(
                            "Incorrect JSON value type",
                            "A JSON object is required here, " + purpose,
                            element.startRange());
                }
            }
        } else if (!node.isNull()) {
            error(
                    "Incorrect JSON value type",
                    "Either a JSON object or JSON array of objects is required here, " + purpose,
                    node.startRange());
        }
        return properties;
    }

    /** Takes every property as an argument. */
    private Body attributes(final JsonNode node, final Texts texts) {
        final List<Argument> arguments = new ArrayList<>();
        for (final JsonNode.Property property : object(node)) {
            arguments.add(argument(property, expression(property.value(), texts)));
        }
        return new Body(withoutDuplicates(arguments), List.of(), node.range());
    }

    /** Like {@link #attributes}, but objects stay objects, where the native form makes lists of one object of them. */
    private Body freeForm(final JsonNode node) {
        final List<Argument> arguments = new ArrayList<>();
        for (final JsonNode.Property property : object(node)) {
            final Expression value = expression(property.value(), Texts.TEMPLATE);
            arguments.add(argument(property, new Expression.Parentheses(value, value.range())));
        }
        return new Body(withoutDuplicates(arguments), List.of(), node.range());
    }

    private List<JsonNode.Property> object(final JsonNode node) {
        if (!(node instanceof JsonNode.ObjectNode object)) {
            error(
                    "Incorrect JSON value type",
                    "A JSON object is required here, setting the arguments for this block.",
                    node.startRange());
            return List.of();
        }
        return object.properties().stream()
                .filter(property -> !property.name().equals("//"))
                .toList();
    }

    private List<Argument> withoutDuplicates(final List<Argument> arguments) {
        final Map<String, Argument> byName = new HashMap<>();
        final List<Argument> distinct = new ArrayList<>();
        for (final Argument argument : arguments) {
            final Argument earlier = byName.putIfAbsent(argument.name(), argument);
            if (earlier == null) {
                distinct.add(argument);
            } else {
                error(
                        "Duplicate argument",
                        "The argument \"" + argument.name() + "\" was already set at " + earlier.range() + ".",
                        argument.nameRange());
            }
        }
        return distinct;
    }

    private static Argument argument(final JsonNode.Property property, final Expression expression) {
        return new Argument(property.name(), property.nameRange(), expression, property.range());
    }

    private Expression expression(final JsonNode node, final Texts texts) {
        if (node instanceof JsonNode.ScalarNode scalar) {
            return new Expression.Literal(scalar.value(), scalar.range());
        }
        if (node instanceof JsonNode.TextNode text) {
            return text(text, texts);
        }
        if (node instanceof JsonNode.ArrayNode array) {
            final List<Expression> elements = new ArrayList<>();
            array.elements().forEach(element -> elements.add(expression(element, texts)));
            return new Expression.TupleOf(elements, array.range());
        }
        final List<Expression.Item> items = new ArrayList<>();
        for (final JsonNode.Property property : ((JsonNode.ObjectNode) node).properties()) {
            items.add(new Expression.Item(
                    text(new JsonNode.TextNode(property.name(), property.nameRange()), texts),
                    expression(property.value(), texts)));
        }
        return new Expression.ObjectOf(items, node.range());
    }

    private Expression text(final JsonNode.TextNode node, final Texts texts) {
        Expression inner = new Expression.Literal(HclValue.of(node.text()), node.range());
        if (texts == Texts.TEMPLATE
                && (node.text().contains("${") || node.text().contains("%{"))) {
            final HclParser.ParsedExpression parsed =
                    HclParser.parseTemplate(SourceText.inside(node.range(), node.text()));
            if (parsed.error() != null) {
                diagnostics.add(parsed.error());
            }
            inner = parsed.expression() == null ? inner : parsed.expression();
        }
        return new Expression.Parentheses(inner, node.range());
    }

    /** Reads a text that holds an expression of the native form; others are left for the user of the value to refuse. */
    private Expression nativeExpression(final JsonNode node) {
        if (node instanceof JsonNode.TextNode text) {
            final Expression expression = HclParser.parseExpression(SourceText.inside(text.range(), text.text()))
                    .expression();
            if (expression != null) {
                return expression;
            }
        }
        return expression(node, Texts.LITERAL);
    }

    private static @Nullable FieldSpec field(final TypeSpec type, final String name) {
        for (final FieldSpec field : type.fields()) {
            if (field.fileName().equals(name) && (field.isArgument() || field.role() == FieldSpec.Role.BLOCK)) {
                return field;
            }
        }
        return null;
    }

    private static List<String> names(final TypeSpec type) {
        return type.fields().stream()
                .map(FieldSpec::fileName)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
