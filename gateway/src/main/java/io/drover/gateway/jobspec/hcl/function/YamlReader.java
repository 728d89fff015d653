package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclMapping;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one YAML document: block and flow collections, all scalar styles, anchors, aliases and merge keys, and the tags of the
 * core types. Names of mappings become texts.
 */
final class YamlReader {

    private static final int MAX_DEPTH = 200;

    private final YamlCursor in;
    private final YamlScalars scalars;
    private final Map<String, HclValue> anchors = new HashMap<>();
    private final Set<String> underway = new HashSet<>();
    private int depth;

    private YamlReader(final String text) {
        this.in = new YamlCursor(text);
        this.scalars = new YamlScalars(in);
    }

    static HclValue read(final String text) throws FunctionException {
        final YamlReader reader = new YamlReader(text);
        reader.in.startOfDocument();
        final HclValue value = reader.blockNode(-1, false);
        reader.in.endOfDocument();
        return value;
    }

    /** What stands before a node: its tag and anchor. */
    private static final class Properties {
        private @Nullable String tag;
        private @Nullable String anchor;

        boolean isEmpty() {
            return tag == null && anchor == null;
        }
    }

    private void enter() throws FunctionException {
        if (++depth > MAX_DEPTH) {
            throw in.error("collections may be nested up to " + MAX_DEPTH + " levels");
        }
    }

    /**
     * Reads the node that follows an indicator.
     *
     * @param indent column of the collection around it; the node's parts stand further to the right
     * @param takesSequence whether a sequence may stand in that column too, as below the name of a mapping
     */
    private HclValue blockNode(final int indent, final boolean takesSequence) throws FunctionException {
        final int line = in.line();
        in.skipToToken();
        Properties properties = new Properties();
        properties(properties);
        final boolean startsLine = in.skipToToken() || in.line() != line || indent < 0;
        final boolean isSequenceHere = takesSequence && in.column() == indent && in.isIndicator('-');
        if (in.isAtEnd() || (in.column() <= indent && !isSequenceHere)) {
            return finished(properties, scalars.plain("", properties.tag));
        }
        enter();
        final HclValue value;
        if (in.isIndicator('-')) {
            value = startsLine || in.isFirstOnLine() || indent >= 0 && !takesSequence
                    ? blockSequence(in.column(), properties)
                    : refuseSequence();
        } else if (in.isIndicator('?') || in.startsImplicitKey()) {
            if (takesSequence && in.line() == line) {
                throw in.error("mapping values are not allowed in this context");
            }
            final Properties ofKey = in.line() == line || properties.isEmpty() ? properties : new Properties();
            final Properties ofMapping = ofKey == properties ? new Properties() : properties;
            value = blockMapping(in.column(), ofMapping, ofKey);
            properties = new Properties();
        } else {
            value = content(indent, properties);
        }
        depth--;
        return finished(properties, value);
    }

    private HclValue refuseSequence() throws FunctionException {
        throw in.error("block sequence entries are not allowed in this context");
    }

    private HclValue content(final int indent, final Properties properties) throws FunctionException {
        return switch (in.current()) {
            case '[', '{' -> flowNode(properties);
            case '|', '>' -> scalars.text(scalars.block(indent), properties.tag);
            case '"', '\'' -> scalars.text(scalars.quoted(), properties.tag);
            case '*' -> alias();
            default -> scalars.plain(scalars.plainLines(indent, false), properties.tag);
        };
    }

    private void properties(final Properties properties) throws FunctionException {
        while (!in.isAtEnd() && (in.current() == '&' || in.current() == '!')) {
            final boolean isAnchor = in.current() == '&';
            final String word = in.word();
            if (isAnchor) {
                properties.anchor = word.substring(1);
                underway.add(properties.anchor);
            } else {
                properties.tag = word;
            }
            in.skipBlanks();
        }
    }

    private HclValue finished(final Properties properties, final HclValue value) {
        if (properties.anchor != null) {
            underway.remove(properties.anchor);
            anchors.put(properties.anchor, value);
        }
        return value;
    }

    private HclValue alias() throws FunctionException {
        final String name = in.word().substring(1);
        if (underway.contains(name)) {
            throw in.error("cannot refer to anchor \"" + name + "\" from inside its own definition");
        }
        final HclValue value = anchors.get(name);
        if (value == null) {
            throw in.error("reference to undefined anchor \"" + name + "\"");
        }
        return value;
    }

    private void checkTag(final Properties properties, final String expected, final String kind)
            throws FunctionException {
        if (properties.tag != null && !properties.tag.equals(expected)) {
            throw in.error("can't interpret " + kind + " as " + properties.tag);
        }
    }

    private HclValue blockSequence(final int column, final Properties properties) throws FunctionException {
        checkTag(properties, "!!seq", "sequence");
        final List<HclValue> elements = new ArrayList<>();
        while (!in.isAtEnd() && in.column() == column && in.isIndicator('-')) {
            in.advance(1);
            elements.add(blockNode(column, false));
            in.skipToToken();
        }
        if (!in.isAtEnd() && in.column() > column) {
            throw in.error("did not find expected '-' indicator");
        }
        return HclValue.tuple(elements);
    }

    private HclValue blockMapping(final int column, final Properties properties, final Properties firstKey)
            throws FunctionException {
        checkTag(properties, "!!map", "mapping");
        final Map<String, HclValue> entries = new TreeMap<>();
        Properties ofKey = firstKey;
        while (!in.isAtEnd() && in.column() == column) {
            if (in.isIndicator('?')) {
                in.advance(1);
                final String key = keyText(blockNode(column, false));
                in.skipToToken();
                final boolean hasValue = !in.isAtEnd() && in.column() == column && in.isIndicator(':');
                in.advance(hasValue ? 1 : 0);
                put(entries, key, hasValue ? blockNode(column, false) : HclValue.untypedNull(), false);
            } else {
                blockEntry(column, ofKey, entries);
            }
            in.skipToToken();
            ofKey = new Properties();
            if (!in.isAtEnd() && in.column() == column) {
                properties(ofKey);
                if (!in.isIndicator('?') && !in.startsImplicitKey()) {
                    throw in.error("could not find expected ':'");
                }
                if (!ofKey.isEmpty()) {
                    blockEntry(column, ofKey, entries);
                    in.skipToToken();
                    ofKey = new Properties();
                }
            }
        }
        if (!in.isAtEnd() && in.column() > column) {
            throw in.error("did not find expected key");
        }
        return finished(properties, HclValue.object(entries));
    }

    private void blockEntry(final int column, final Properties ofKey, final Map<String, HclValue> entries)
            throws FunctionException {
        final boolean isPlain = in.current() != '"' && in.current() != '\'';
        final HclValue key = finished(
                ofKey,
                switch (in.current()) {
                    case '"', '\'' -> scalars.text(scalars.quoted(), ofKey.tag);
                    case '*' -> alias();
                    default -> scalars.plain(scalars.plainKey(), ofKey.tag);
                });
        in.skipBlanks();
        in.advance(1);
        put(entries, keyText(key), blockNode(column, true), isPlain);
    }

    private String keyText(final HclValue key) throws FunctionException {
        if (key.isNull()) {
            throw in.error("mapping key cannot be null");
        }
        if (key instanceof HclSequence || key instanceof HclMapping) {
            throw in.error("only strings are allowed as mapping keys");
        }
        try {
            return ((HclValue.Text) Conversion.convert(key, HclType.STRING)).value();
        } catch (final ConversionException unsuitable) {
            throw in.error("only strings are allowed as mapping keys");
        }
    }

    private void put(
            final Map<String, HclValue> entries, final String key, final HclValue value, final boolean mayMerge)
            throws FunctionException {
        if (!mayMerge || !key.equals("<<")) {
            entries.put(key, value);
        } else if (value instanceof HclMapping mapping) {
            entries.putAll(mapping.values());
        } else if (value instanceof HclSequence sequence) {
            for (final HclValue element : sequence.elements()) {
                if (!(element instanceof HclMapping mapping)) {
                    throw in.error("cannot merge " + element.type().label() + " (from sequence) into mapping");
                }
                entries.putAll(mapping.values());
            }
        } else {
            throw in.error("cannot merge " + value.type().label() + " into mapping");
        }
    }

    private HclValue flowNode(final Properties given) throws FunctionException {
        in.skipSpaceInFlow();
        properties(given);
        in.skipSpaceInFlow();
        enter();
        final HclValue value = switch (in.current()) {
            case '[' -> flowSequence(given);
            case '{' -> flowMapping(given);
            case '"', '\'' -> scalars.text(scalars.quoted(), given.tag);
            case '*' -> alias();
            default -> scalars.plain(scalars.plainLines(-1, true), given.tag);
        };
        depth--;
        return finished(given, value);
    }

    private HclValue flowSequence(final Properties properties) throws FunctionException {
        checkTag(properties, "!!seq", "sequence");
        in.advance(1);
        final List<HclValue> elements = new ArrayList<>();
        in.skipSpaceInFlow();
        while (in.current() != ']') {
            final HclValue element = flowNode(new Properties());
            in.skipSpaceInFlow();
            if (in.current() == ':') {
                in.advance(1);
                elements.add(HclValue.object(Map.of(keyText(element), flowNode(new Properties()))));
                in.skipSpaceInFlow();
            } else {
                elements.add(element);
            }
            separator(']');
        }
        in.advance(1);
        return HclValue.tuple(elements);
    }

    private HclValue flowMapping(final Properties properties) throws FunctionException {
        checkTag(properties, "!!map", "mapping");
        in.advance(1);
        final Map<String, HclValue> entries = new TreeMap<>();
        in.skipSpaceInFlow();
        while (in.current() != '}') {
            final boolean isPlain = in.current() != '"' && in.current() != '\'';
            final String key = keyText(flowNode(new Properties()));
            in.skipSpaceInFlow();
            HclValue value = HclValue.untypedNull();
            if (in.current() == ':') {
                in.advance(1);
                value = flowNode(new Properties());
                in.skipSpaceInFlow();
            }
            put(entries, key, value, isPlain);
            separator('}');
        }
        in.advance(1);
        return HclValue.object(entries);
    }

    private void separator(final char close) throws FunctionException {
        if (in.current() == ',') {
            in.advance(1);
            in.skipSpaceInFlow();
        } else if (in.current() != close) {
            throw in.error("did not find expected ',' or '" + close + "'");
        }
    }
}
