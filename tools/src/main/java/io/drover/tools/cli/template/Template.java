package io.drover.tools.cli.template;

import io.drover.gateway.jobspec.json.JsonValue;
import java.util.List;
import java.util.Map;

/** A template that can be filled with a value. Unchangeable. */
public final class Template {
    private final String text;
    private final List<Node> nodes;
    private final Map<String, List<Node>> definitions;

    private Template(final String text, final List<Node> nodes, final Map<String, List<Node>> definitions) {
        this.text = text;
        this.nodes = nodes;
        this.definitions = definitions;
    }

    public static Template parse(final String text) throws TemplateException {
        final TemplateParser parser = new TemplateParser(text);
        final List<Node> nodes = parser.parse();
        return new Template(text, nodes, parser.definitions());
    }

    /**
     * Fills the template.
     *
     * @param data the value of the dot.
     * @param type what the value, or each item of it when it is a list, is called in error messages. Such an object has all
     *     the fields that it can have, so naming another one is an error.
     */
    public String render(final JsonValue data, final String type) throws TemplateException {
        return new Renderer(text, definitions, data, type).render(nodes);
    }
}
