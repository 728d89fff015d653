package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.json.JsonLimits;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Base64, URL, JSON, CSV and YAML. */
final class EncodingFunctions {

    private EncodingFunctions() {}

    static List<HclFunction> all() {
        return List.of(
                HclFunction.of(
                        "base64encode",
                        a -> HclValue.of(Base64.getEncoder()
                                .encodeToString(Arguments.text(a, 0).getBytes(StandardCharsets.UTF_8))),
                        Parameter.text("str")),
                HclFunction.of("base64decode", EncodingFunctions::base64Decode, Parameter.text("str")),
                HclFunction.of("urlencode", a -> HclValue.of(urlEncode(Arguments.text(a, 0))), Parameter.text("str")),
                HclFunction.of("jsonencode", a -> HclValue.of(JsonText.encode(a.get(0))), Parameter.anyOrNull("val")),
                HclFunction.of("jsondecode", EncodingFunctions::jsonDecode, Parameter.text("str")),
                HclFunction.of("csvdecode", EncodingFunctions::csvDecode, Parameter.text("str")),
                HclFunction.of("yamldecode", a -> YamlReader.read(Arguments.text(a, 0)), Parameter.text("src")),
                HclFunction.of(
                        "yamlencode", a -> HclValue.of(YamlWriter.encode(a.get(0))), Parameter.anyOrNull("value")));
    }

    private static HclValue base64Decode(final List<HclValue> arguments) throws FunctionException {
        final String encoded = Arguments.text(arguments, 0);
        final byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded.replace("\n", "").replace("\r", ""));
        } catch (final IllegalArgumentException invalid) {
            throw new FunctionException("failed to decode base64 data '" + encoded + "'");
        }
        try {
            return HclValue.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (final CharacterCodingException notText) {
            throw new FunctionException("the result of decoding the the provided string is not valid UTF-8");
        }
    }

    private static String urlEncode(final String text) {
        final StringBuilder encoded = new StringBuilder();
        for (final byte b : text.getBytes(StandardCharsets.UTF_8)) {
            final char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.~".indexOf(c) >= 0) {
                encoded.append(c);
            } else if (c == ' ') {
                encoded.append('+');
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    private static HclValue jsonDecode(final List<HclValue> arguments) throws FunctionException {
        try {
            return JsonText.decoded(JsonParser.parse(
                    Arguments.text(arguments, 0).getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT));
        } catch (final JsonSyntaxException invalid) {
            throw new FunctionException(String.valueOf(invalid.getMessage()));
        }
    }

    private static HclValue csvDecode(final List<HclValue> arguments) throws FunctionException {
        final List<List<String>> rows = CsvReader.rows(Arguments.text(arguments, 0));
        if (rows.isEmpty()) {
            throw new FunctionException("missing header line");
        }
        final List<String> header = rows.get(0);
        final SortedMap<String, HclType> types = new TreeMap<>();
        for (final String name : header) {
            if (types.put(name, HclType.STRING) != null) {
                throw new FunctionException("duplicate column name \"" + name + "\"");
            }
        }
        final List<HclValue> objects = new ArrayList<>();
        for (final List<String> row : rows.subList(1, rows.size())) {
            final Map<String, HclValue> attributes = new TreeMap<>();
            for (int i = 0; i < header.size(); i++) {
                attributes.put(header.get(i), HclValue.of(row.get(i)));
            }
            objects.add(HclValue.object(attributes));
        }
        return HclValue.list(new HclType.ObjectType(types), objects);
    }
}
