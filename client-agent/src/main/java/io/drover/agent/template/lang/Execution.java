package io.drover.agent.template.lang;

import io.drover.agent.template.lang.GoTemplate.Bounds;
import io.drover.agent.template.lang.Node.Command;
import io.drover.agent.template.lang.Node.Operand;
import io.drover.agent.template.lang.Node.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a template. For one thread. */
final class Execution {
    private final String text;
    private final Map<String, List<Node>> definitions;
    private final Map<String, TemplateFunction> functions;
    private final boolean isMissingKeyError;
    private final Bounds bounds;
    private final StringBuilder out = new StringBuilder();
    private Scope scope = new Scope();
    private String template = "";
    private long steps;
    private int depth;

    /** How a list of nodes ended. */
    private enum End {
        NORMAL,
        BREAK,
        CONTINUE
    }

    Execution(
            final String text,
            final Map<String, List<Node>> definitions,
            final Map<String, TemplateFunction> functions,
            final boolean isMissingKeyError,
            final Bounds bounds) {
        this.text = text;
        this.definitions = definitions;
        this.functions = functions;
        this.isMissingKeyError = isMissingKeyError;
        this.bounds = bounds;
    }

    String run(final String name, final List<Node> nodes, final @Nullable Object data) throws TemplateException {
        template = name;
        scope.declare("$", data);
        walk(nodes, data);
        return out.toString();
    }

    private End walk(final List<Node> nodes, final @Nullable Object dot) throws TemplateException {
        for (final Node node : nodes) {
            step(0);
            if (node instanceof Node.Text plain) {
                print(plain.text(), 0);
            } else if (node instanceof Node.Action action) {
                final Object value = value(action.pipeline(), dot);
                if (action.pipeline().variables().isEmpty()) {
                    print(GoFormat.printed(value), action.pipeline().offset());
                }
            } else if (node instanceof Node.Include include) {
                include(include, dot);
            } else if (node instanceof Node.Jump jump) {
                return jump.isBreak() ? End.BREAK : End.CONTINUE;
            } else {
                final int mark = scope.mark();
                final End end = node instanceof Node.Range range ? range(range, dot) : branch((Node.Branch) node, dot);
                scope.release(mark);
                if (end != End.NORMAL) {
                    return end;
                }
            }
        }
        return End.NORMAL;
    }

    private End branch(final Node.Branch branch, final @Nullable Object dot) throws TemplateException {
        final Object value = value(branch.pipeline(), dot);
        if (Values.isTrue(value)) {
            return walk(branch.body(), branch.isWith() ? value : dot);
        }
        return walk(branch.otherwise(), dot);
    }

    private End range(final Node.Range range, final @Nullable Object dot) throws TemplateException {
        final Object value = value(range.pipeline(), dot);
        final Rounds rounds = new Rounds(range);
        if (value instanceof Map<?, ?> map) {
            for (final Map.Entry<?, ?> entry : List.copyOf(map.entrySet())) {
                if (!rounds.run(entry.getKey(), entry.getValue())) {
                    break;
                }
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size() && rounds.run((long) i, list.get(i)); ) {
                i++;
            }
        } else if (value instanceof Iterable<?> items) {
            long i = 0;
            for (final Object item : items) {
                if (!rounds.run(i++, item)) {
                    break;
                }
            }
        } else if (value instanceof Long count && range.pipeline().variables().size() < 2) {
            for (long i = 0; i < count && rounds.run(i, i); ) {
                i++;
            }
        } else if (value != null) {
            throw failure(
                    range.offset(), source(range.pipeline()), "range can't iterate over " + GoFormat.plain(value));
        }
        return rounds.hasRun ? End.NORMAL : walk(range.otherwise(), dot);
    }

    /** The rounds of one range. */
    private final class Rounds {
        private final Node.Range range;
        private final int mark = scope.mark();
        private boolean hasRun;

        Rounds(final Node.Range range) {
            this.range = range;
        }

        /** Runs the body once; false when it was the last time. */
        boolean run(final @Nullable Object key, final @Nullable Object item) throws TemplateException {
            hasRun = true;
            step(range.offset());
            final Pipeline pipeline = range.pipeline();
            final List<String> names = pipeline.variables();
            if (!names.isEmpty()) {
                assign(pipeline, names.get(names.size() - 1), item);
            }
            if (names.size() > 1) {
                assign(pipeline, names.get(0), key);
            }
            final End end = walk(range.body(), item);
            scope.release(mark);
            return end != End.BREAK;
        }

        private void assign(final Pipeline pipeline, final String name, final @Nullable Object value) {
            if (pipeline.isDeclaration()) {
                scope.declare(name, value);
            } else {
                scope.set(name, value);
            }
        }
    }

    private void include(final Node.Include include, final @Nullable Object dot) throws TemplateException {
        final List<Node> nodes = definitions.get(include.name());
        if (nodes == null) {
            throw failure(
                    include.offset(),
                    "{{template " + GoText.quote(include.name()) + "}}",
                    "template " + GoText.quote(include.name()) + " not defined");
        }
        if (++depth > bounds.depth()) {
            throw failure(include.offset(), include.name(), "exceeded maximum template depth (" + bounds.depth() + ")");
        }
        final Pipeline argument = include.argument();
        final Object data = argument == null ? null : value(argument, dot);
        final Scope outer = scope;
        final String outerTemplate = template;
        scope = new Scope();
        scope.declare("$", data);
        template = include.name();
        walk(nodes, data);
        scope = outer;
        template = outerTemplate;
        depth--;
    }

    /** The value of a pipeline, which its variables get unless a range gives them its items. */
    private @Nullable Object value(final Pipeline pipeline, final @Nullable Object dot) throws TemplateException {
        Object value = null;
        boolean isPiped = false;
        for (final Command command : pipeline.commands()) {
            final List<@Nullable Object> piped = new ArrayList<>();
            if (isPiped) {
                piped.add(value);
            }
            value = command(command, piped, dot);
            isPiped = true;
        }
        for (final String name : pipeline.variables()) {
            if (pipeline.isDeclaration()) {
                scope.declare(name, value);
            } else {
                scope.set(name, value);
            }
        }
        return value;
    }

    private @Nullable Object command(
            final Command command, final List<@Nullable Object> piped, final @Nullable Object dot)
            throws TemplateException {
        step(command.offset());
        final Operand first = command.operands().get(0);
        final List<Operand> rest =
                command.operands().subList(1, command.operands().size());
        if (first instanceof Operand.Function function) {
            if (function.name().equals("and") || function.name().equals("or")) {
                return choice(function, command, rest, piped, dot);
            }
            return call(function, command.source(), arguments(rest, piped, dot));
        }
        if (first instanceof Operand.Path path) {
            return path(path, arguments(rest, piped, dot), dot);
        }
        if (!rest.isEmpty() || !piped.isEmpty()) {
            final String source = command.source().split("\\s", 2)[0];
            throw failure(command.offset(), source, "can't give argument to non-function " + source);
        }
        if (first instanceof Operand.Constant constant && constant.value() == null) {
            throw failure(command.offset(), command.source(), "nil is not a command");
        }
        return operand(first, dot);
    }

    private List<@Nullable Object> arguments(
            final List<Operand> operands, final List<@Nullable Object> piped, final @Nullable Object dot)
            throws TemplateException {
        final List<@Nullable Object> arguments = new ArrayList<>(operands.size() + 1);
        for (final Operand operand : operands) {
            arguments.add(operand(operand, dot));
        }
        arguments.addAll(piped);
        return arguments;
    }

    /** {@code and} gives the first empty argument, {@code or} the first other one; later ones are not looked at. */
    private @Nullable Object choice(
            final Operand.Function function,
            final Command command,
            final List<Operand> operands,
            final List<@Nullable Object> piped,
            final @Nullable Object dot)
            throws TemplateException {
        if (operands.isEmpty() && piped.isEmpty()) {
            throw failure(
                    command.offset(),
                    command.source(),
                    "wrong number of args for " + function.name() + ": want at least 1 got 0");
        }
        final boolean isAnd = function.name().equals("and");
        Object last = null;
        for (final Operand operand : operands) {
            last = operand(operand, dot);
            if (Values.isTrue(last) != isAnd) {
                return last;
            }
        }
        return piped.isEmpty() ? last : piped.get(0);
    }

    private @Nullable Object call(
            final Operand.Function function, final String source, final List<@Nullable Object> arguments)
            throws TemplateException {
        final TemplateFunction own = functions.get(function.name());
        try {
            final Arguments given = new Arguments(function.name(), arguments);
            return own == null ? Builtins.call(function.name(), given) : own.call(given);
        } catch (final FunctionException e) {
            final String message = String.valueOf(e.getMessage());
            final boolean isMisuse =
                    message.startsWith("wrong number of args for") || message.startsWith("wrong type for value");
            throw failure(
                    function.offset(),
                    isMisuse ? function.name() : source,
                    isMisuse ? message : "error calling " + function.name() + ": " + message);
        }
    }

    private @Nullable Object operand(final Operand operand, final @Nullable Object dot) throws TemplateException {
        step(0);
        if (operand instanceof Operand.Constant constant) {
            return constant.value();
        }
        if (operand instanceof Operand.Variable variable) {
            return scope.get(variable.name());
        }
        if (operand instanceof Operand.Nested nested) {
            return value(nested.pipeline(), dot);
        }
        if (operand instanceof Operand.Function function) {
            return call(function, function.name(), List.of());
        }
        return operand instanceof Operand.Path path ? path(path, List.of(), dot) : dot;
    }

    /** Follows fields; the last one gets the arguments when it is a method. */
    private @Nullable Object path(
            final Operand.Path path, final List<? extends @Nullable Object> arguments, final @Nullable Object dot)
            throws TemplateException {
        Object value = operand(path.base(), dot);
        for (int i = 0; i < path.fields().size(); i++) {
            final String name = path.fields().get(i);
            final List<? extends @Nullable Object> given = i == path.fields().size() - 1 ? arguments : List.of();
            if (value == null) {
                if (i == 0 && path.base() instanceof Operand.Dot) {
                    if (isMissingKeyError) {
                        throw failure(path.offset(), path.source(), "nil data; no entry for key " + GoText.quote(name));
                    }
                    return null;
                }
                throw failure(path.offset(), path.source(), "nil pointer evaluating interface {}." + name);
            }
            value = field(path, value, name, given);
        }
        return value;
    }

    private @Nullable Object field(
            final Operand.Path path,
            final Object value,
            final String name,
            final List<? extends @Nullable Object> arguments)
            throws TemplateException {
        if (value instanceof TemplateObject object && object.hasMember(name)) {
            try {
                return object.member(name, arguments);
            } catch (final FunctionException e) {
                throw failure(path.offset(), path.source(), "error calling " + name + ": " + e.getMessage());
            }
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw failure(
                    path.offset(),
                    path.source(),
                    "can't evaluate field " + name + " in type "
                            + (path.fields().get(0).equals(name) || value instanceof TemplateObject
                                    ? Values.typeName(value)
                                    : "interface {}"));
        }
        if (!arguments.isEmpty()) {
            throw failure(path.offset(), path.source(), name + " is not a method but has arguments");
        }
        if (isMissingKeyError && !map.containsKey(name)) {
            throw failure(path.offset(), path.source(), "map has no entry for key " + GoText.quote(name));
        }
        return map.get(name);
    }

    private String source(final Pipeline pipeline) {
        return pipeline.commands().get(0).source();
    }

    private void print(final String printed, final int offset) throws TemplateException {
        if (out.length() + (long) printed.length() > bounds.length()) {
            throw failure(offset, "", "the result is longer than " + bounds.length() + " characters");
        }
        out.append(printed);
    }

    private void step(final int offset) throws TemplateException {
        if (++steps > bounds.steps()) {
            throw failure(offset, "", "the template takes more than " + bounds.steps() + " steps");
        }
    }

    private TemplateException failure(final int offset, final String source, final String problem) {
        return TemplateException.running(text, offset, template, source, problem);
    }
}
