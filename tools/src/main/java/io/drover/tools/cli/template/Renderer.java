package io.drover.tools.cli.template;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.tools.cli.template.Node.Operand;
import io.drover.tools.cli.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Carries out a template for one value. */
final class Renderer {
    private static final int DEPTH_MAX = 100;

    /** Whether a body went on to its end or asked to leave the range around it. */
    private enum Flow {
        ON,
        CONTINUE,
        BREAK
    }

    private final String text;
    private final Map<String, List<Node>> definitions;
    private final JsonValue root;
    private final String type;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    Renderer(final String text, final Map<String, List<Node>> definitions, final JsonValue root, final String type) {
        this.text = text;
        this.definitions = definitions;
        this.root = root;
        this.type = type;
    }

    String render(final List<Node> nodes) throws TemplateException {
        walk(nodes, root, new Variables(null).declare("$", root));
        return out.toString();
    }

    private Flow walk(final List<Node> nodes, final JsonValue dot, final Variables variables) throws TemplateException {
        for (final Node node : nodes) {
            final Flow flow = step(node, dot, variables);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow step(final Node node, final JsonValue dot, final Variables variables) throws TemplateException {
        if (node instanceof Node.Text plain) {
            out.append(plain.text());
            return Flow.ON;
        }
        if (node instanceof Node.Action action) {
            print(action.pipeline(), dot, variables);
            return Flow.ON;
        }
        if (node instanceof Node.Branch branch) {
            return branch(branch, dot, variables);
        }
        if (node instanceof Node.Range range) {
            range(range, dot, variables);
            return Flow.ON;
        }
        if (node instanceof Node.Include include) {
            include(include, dot, variables);
            return Flow.ON;
        }
        return ((Node.Jump) node).isBreak() ? Flow.BREAK : Flow.CONTINUE;
    }

    private void print(final Pipeline pipeline, final JsonValue dot, final Variables variables)
            throws TemplateException {
        final @Nullable JsonValue value = value(pipeline, dot, variables);
        if (pipeline.variables().isEmpty()) {
            out.append(value == null ? "<no value>" : Values.text(value));
        }
    }

    private Flow branch(final Node.Branch branch, final JsonValue dot, final Variables variables)
            throws TemplateException {
        final Variables inner = new Variables(variables);
        final @Nullable JsonValue found = value(branch.pipeline(), dot, inner);
        final JsonValue value = found == null ? JsonNull.NULL : found;
        if (Values.isTrue(value)) {
            return walk(branch.body(), branch.isWith() ? value : dot, inner);
        }
        return walk(branch.otherwise(), dot, inner);
    }

    private void range(final Node.Range range, final JsonValue dot, final Variables variables)
            throws TemplateException {
        final Variables outer = new Variables(variables);
        final @Nullable JsonValue value = value(range.pipeline(), dot, outer);
        int count = 0;
        if (value instanceof JsonArray list) {
            for (final JsonValue item : list) {
                if (round(range, JsonNumber.of(count++), item, outer) == Flow.BREAK) {
                    break;
                }
            }
        } else if (value instanceof JsonObject object) {
            for (final String name : new TreeSet<>(object.names())) {
                count++;
                if (round(range, new JsonString(name), object.value(name), outer) == Flow.BREAK) {
                    break;
                }
            }
        } else if (value instanceof JsonNumber number) {
            while (count < number.longValue()) {
                final JsonValue item = JsonNumber.of(count++);
                if (round(range, item, item, outer) == Flow.BREAK) {
                    break;
                }
            }
        } else if (value != null && value != JsonNull.NULL) {
            throw new TemplateException("template: : executing \"\": range can't iterate over " + Values.text(value));
        }
        if (count == 0) {
            walk(range.otherwise(), dot, outer);
        }
    }

    private Flow round(final Node.Range range, final JsonValue key, final JsonValue item, final Variables outer)
            throws TemplateException {
        final Variables inner = new Variables(outer);
        final List<String> names = range.pipeline().variables();
        if (names.size() == 1) {
            inner.declare(names.get(0), item);
        } else if (names.size() == 2) {
            inner.declare(names.get(0), key).declare(names.get(1), item);
        }
        return walk(range.body(), item, inner);
    }

    private void include(final Node.Include include, final JsonValue dot, final Variables variables)
            throws TemplateException {
        final @Nullable List<Node> body = definitions.get(include.name());
        if (body == null) {
            throw failure(include.offset(), "template", "template \"" + include.name() + "\" not defined");
        }
        if (++depth > DEPTH_MAX) {
            throw failure(include.offset(), "template", "exceeded maximum template depth (" + DEPTH_MAX + ")");
        }
        final @Nullable JsonValue argument =
                include.argument().isEmpty() ? null : value(include.argument().get(0), dot, variables);
        final JsonValue inner = argument == null ? JsonNull.NULL : argument;
        walk(body, inner, new Variables(null).declare("$", inner));
        depth--;
    }

    /** The value of a pipeline; null when it is a field that is not there. */
    private @Nullable JsonValue value(final Pipeline pipeline, final JsonValue dot, final Variables variables)
            throws TemplateException {
        @Nullable JsonValue value = null;
        for (int i = 0; i < pipeline.commands().size(); i++) {
            final List<Operand> operands = pipeline.commands().get(i).operands();
            final List<JsonValue> piped = i == 0 ? List.of() : List.of(value == null ? JsonNull.NULL : value);
            value = command(operands, piped, dot, variables);
        }
        final JsonValue known = value == null ? JsonNull.NULL : value;
        for (final String name : pipeline.variables()) {
            if (pipeline.isDeclaration()) {
                variables.declare(name, known);
            } else {
                variables.set(name, known);
            }
        }
        return value;
    }

    private @Nullable JsonValue command(
            final List<Operand> operands, final List<JsonValue> piped, final JsonValue dot, final Variables variables)
            throws TemplateException {
        if (!(operands.get(0) instanceof Operand.Function function)) {
            return operand(operands.get(0), dot, variables);
        }
        if (function.name().equals("and") || function.name().equals("or")) {
            return choice(function.name().equals("and"), operands, piped, dot, variables);
        }
        final List<JsonValue> arguments = new ArrayList<>();
        for (final Operand operand : operands.subList(1, operands.size())) {
            arguments.add(known(operand(operand, dot, variables)));
        }
        arguments.addAll(piped);
        return call(function, arguments);
    }

    /** {@code and} gives the first empty argument, {@code or} the first other one; later ones are not looked at. */
    private JsonValue choice(
            final boolean isAnd,
            final List<Operand> operands,
            final List<JsonValue> piped,
            final JsonValue dot,
            final Variables variables)
            throws TemplateException {
        JsonValue last = JsonNull.NULL;
        for (final Operand operand : operands.subList(1, operands.size())) {
            last = known(operand(operand, dot, variables));
            if (Values.isTrue(last) != isAnd) {
                return last;
            }
        }
        return piped.isEmpty() ? last : piped.get(0);
    }

    private JsonValue call(final Operand.Function function, final List<JsonValue> arguments) throws TemplateException {
        try {
            return Functions.call(function.name(), arguments);
        } catch (final IllegalArgumentException e) {
            throw failure(
                    function.offset(), function.name(), "error calling " + function.name() + ": " + e.getMessage());
        }
    }

    private @Nullable JsonValue operand(final Operand operand, final JsonValue dot, final Variables variables)
            throws TemplateException {
        if (operand instanceof Operand.Constant constant) {
            return constant.value();
        }
        if (operand instanceof Operand.Variable variable) {
            final @Nullable JsonValue value = variables.get(variable.name());
            if (value == null) {
                throw TemplateException.inLine(
                        text, variable.offset(), "undefined variable \"" + variable.name() + '"');
            }
            return value;
        }
        if (operand instanceof Operand.Nested nested) {
            return value(nested.pipeline(), dot, variables);
        }
        if (operand instanceof Operand.Function function) {
            return call(function, List.of());
        }
        return operand instanceof Operand.Path path ? field(path, dot, variables) : dot;
    }

    private @Nullable JsonValue field(final Operand.Path path, final JsonValue dot, final Variables variables)
            throws TemplateException {
        @Nullable JsonValue value = operand(path.base(), dot, variables);
        for (final String name : path.fields()) {
            if (value == null || value == JsonNull.NULL) {
                throw failure(path.offset(), path.source(), "nil pointer evaluating interface {}." + name);
            }
            if (!(value instanceof JsonObject object)) {
                throw failure(
                        path.offset(), path.source(), "can't evaluate field " + name + " in type " + value.kind());
            }
            if (!object.has(name) && isOfKnownType(object)) {
                throw failure(path.offset(), path.source(), "can't evaluate field " + name + " in type " + type);
            }
            value = object.get(name);
        }
        return value;
    }

    /** True for the root and, when it is a list, for its items: they have all the fields of their type. */
    private boolean isOfKnownType(final JsonObject object) {
        if (type.isEmpty() || object == root) {
            return !type.isEmpty();
        }
        if (root instanceof JsonArray list) {
            for (final JsonValue item : list) {
                if (item == object) {
                    return true;
                }
            }
        }
        return false;
    }

    private TemplateException failure(final int offset, final String source, final String problem) {
        return TemplateException.at(text, offset, "executing \"\" at <" + source + ">: " + problem);
    }

    private static JsonValue known(final @Nullable JsonValue value) {
        return value == null ? JsonNull.NULL : value;
    }
}
