package io.drover.agent.template.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.TemplateFunction;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reading and writing of numbers, JSON, YAML, TOML and base64. */
final class FormatFunctions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FormatFunctions() {}

    static void addTo(final Map<String, TemplateFunction> functions) {
        functions.put("parseBool", args -> parseBool(args.exactly(1).text(0)));
        functions.put("parseFloat", args -> parseFloat(args.exactly(1).text(0)));
        functions.put("parseInt", args -> parseInt(args.exactly(1).text(0)));
        functions.put("parseUint", args -> parseUint(args.exactly(1).text(0)));
        functions.put("parseJSON", args -> parseJson(args.exactly(1).text(0)));
        functions.put("parseYAML", args -> YamlReader.read(args.exactly(1).text(0)));
        functions.put(
                "toJSON", args -> new JsonWriter(true, "").write(args.exactly(1).at(0)));
        functions.put(
                "toJSONPretty",
                args -> new JsonWriter(true, "  ").write(args.exactly(1).at(0)));
        functions.put(
                "toUnescapedJSON",
                args -> new JsonWriter(false, "").write(args.exactly(1).at(0)));
        functions.put(
                "toUnescapedJSONPretty",
                args -> new JsonWriter(false, "  ").write(args.exactly(1).at(0)));
        functions.put("toYAML", args -> YamlWriter.write(args.exactly(1).at(0)));
        functions.put("toTOML", args -> TomlWriter.write(args.exactly(1).map(0)));
        functions.put(
                "base64Encode",
                args -> encode(Base64.getEncoder(), args.exactly(1).text(0)));
        functions.put(
                "base64Decode",
                args -> decode(Base64.getDecoder(), args.exactly(1).text(0)));
        functions.put(
                "base64URLEncode",
                args -> encode(Base64.getUrlEncoder(), args.exactly(1).text(0)));
        functions.put(
                "base64URLDecode",
                args -> decode(Base64.getUrlDecoder(), args.exactly(1).text(0)));
    }

    static String encode(final Base64.Encoder encoder, final String text) {
        return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decode(final Base64.Decoder decoder, final String text) throws FunctionException {
        try {
            return new String(decoder.decode(text), StandardCharsets.UTF_8);
        } catch (final IllegalArgumentException e) {
            throw new FunctionException("base64Decode: illegal base64 data: " + e.getMessage());
        }
    }

    static boolean parseBool(final String text) throws FunctionException {
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "", "0", "f", "F", "FALSE", "false", "False" -> false;
            default -> throw unreadable("parseBool", "ParseBool", text, "invalid syntax");
        };
    }

    private static double parseFloat(final String text) throws FunctionException {
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?(?i)inf|(?i)nan")) {
            throw unreadable("parseFloat", "ParseFloat", text, "invalid syntax");
        }
        final String lower = text.toLowerCase(java.util.Locale.ROOT);
        if (lower.endsWith("inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return lower.equals("nan") ? Double.NaN : Double.parseDouble(text);
    }

    static long parseInt(final String text) throws FunctionException {
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[+-]?\\d+")) {
            throw unreadable("parseInt", "ParseInt", text, "invalid syntax");
        }
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException e) {
            throw unreadable("parseInt", "ParseInt", text, "value out of range");
        }
    }

    private static Object parseUint(final String text) throws FunctionException {
        if (text.isEmpty()) {
            return 0L;
        }
        if (!text.matches("\\d+")) {
            throw unreadable("parseUint", "ParseUint", text, "invalid syntax");
        }
        final BigInteger value = new BigInteger(text);
        if (value.bitLength() > Long.SIZE - 1) {
            throw unreadable("parseUint", "ParseUint", text, "value out of range");
        }
        return value.longValue();
    }

    private static FunctionException unreadable(
            final String function, final String parser, final String text, final String problem) {
        return new FunctionException(function + ": strconv." + parser + ": parsing \"" + text + "\": " + problem);
    }

    /** The value of a JSON text, an empty map when there is no text. */
    static @Nullable Object parseJson(final String text) throws FunctionException {
        if (text.isEmpty()) {
            return new TreeMap<String, Object>();
        }
        try {
            final JsonNode node = JSON.readTree(text);
            return value(node);
        } catch (final JsonProcessingException e) {
            throw new FunctionException("parseJSON: " + e.getOriginalMessage());
        }
    }

    /** A JSON value as templates see it: all numbers are fractions. */
    static @Nullable Object value(final JsonNode node) {
        if (node.isTextual()) {
            return node.asText();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isNumber()) {
            return node.asDouble();
        }
        if (node.isArray()) {
            final List<@Nullable Object> list = new ArrayList<>(node.size());
            node.forEach(item -> list.add(value(item)));
            return list;
        }
        if (!node.isObject()) {
            return null;
        }
        final Map<String, @Nullable Object> map = new TreeMap<>();
        node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
        return map;
    }
}
