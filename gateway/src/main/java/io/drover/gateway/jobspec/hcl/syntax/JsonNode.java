package io.drover.gateway.jobspec.hcl.syntax;

import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.List;

/** A value of the JSON form with its place. */
public sealed interface JsonNode {

    /** Where the value is. */
    SourceRange range();

    /** An object; names may repeat. */
    record ObjectNode(List<Property> properties, SourceRange range) implements JsonNode {}

    /** A name and a value. */
    record Property(String name, SourceRange nameRange, JsonNode value) {

        /** Returns where the property is. */
        public SourceRange range() {
            return nameRange.to(value.range());
        }
    }

    /** A list. */
    record ArrayNode(List<JsonNode> elements, SourceRange range) implements JsonNode {}

    /** A text, not yet read as a template. */
    record TextNode(String text, SourceRange range) implements JsonNode {}

    /** A number, {@code true}, {@code false} or {@code null}. */
    record ScalarNode(HclValue value, SourceRange range) implements JsonNode {}

    /** Returns the first character of lists and objects, all of other values. */
    default SourceRange startRange() {
        return this instanceof ObjectNode || this instanceof ArrayNode
                ? new SourceRange(range().source(), range().start(), range().start() + 1)
                : range();
    }

    /** Tells whether this is {@code null}. */
    default boolean isNull() {
        return this instanceof ScalarNode scalar && scalar.value().isNull();
    }
}
