package io.drover.agent.template.lang;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template that was read. Unchangeable; for all threads as long as its functions are. */
public final class GoTemplate {
    private final String text;
    private final List<Node> nodes;
    private final Map<String, List<Node>> definitions;
    private final Map<String, TemplateFunction> functions;

    private GoTemplate(
            final String text,
            final List<Node> nodes,
            final Map<String, List<Node>> definitions,
            final Map<String, TemplateFunction> functions) {
        this.text = text;
        this.nodes = nodes;
        this.definitions = definitions;
        this.functions = functions;
    }

    /**
     * What bounds a template while it runs.
     *
     * @param length most characters of the result.
     * @param steps most nodes, operands and calls that are looked at.
     * @param depth most templates within each other.
     */
    public record Bounds(int length, long steps, int depth) {
        /** Ample for files, and over in seconds. */
        public static final Bounds DEFAULT = new Bounds(16 * 1024 * 1024, 20_000_000, 100);
    }

    /**
     * Reads a template.
     *
     * @param left left delimiter.
     * @param right right delimiter.
     * @param functions what it may call beside what the language has.
     */
    public static GoTemplate parse(
            final String text, final String left, final String right, final Map<String, TemplateFunction> functions)
            throws TemplateException {
        final TemplateParser parser =
                new TemplateParser(text, left, right, name -> Builtins.has(name) || functions.containsKey(name));
        final List<Node> nodes = parser.parse();
        return new GoTemplate(text, nodes, parser.definitions(), functions);
    }

    /**
     * Carries the template out.
     *
     * @param data the first dot.
     * @param isMissingKeyError whether a map without the key that is asked for is an error.
     */
    public String execute(final @Nullable Object data, final boolean isMissingKeyError, final Bounds bounds)
            throws TemplateException {
        return new Execution(text, definitions, functions, isMissingKeyError, bounds).run("", nodes, data);
    }

    /** Carries out one of its named templates; null when there is none of that name. */
    public @Nullable String execute(
            final String name, final @Nullable Object data, final boolean isMissingKeyError, final Bounds bounds)
            throws TemplateException {
        final List<Node> named = definitions.get(name);
        return named == null
                ? null
                : new Execution(text, definitions, functions, isMissingKeyError, bounds).run(name, named, data);
    }
}
