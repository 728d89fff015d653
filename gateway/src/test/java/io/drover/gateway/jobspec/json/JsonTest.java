package io.drover.gateway.jobspec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and writing of JSON as the API speaks it. */
final class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "-1.5",
                "123456789012345678901234567890",
                "[]",
                "{}",
                "[1,[2,{\"a\":null}]]",
                "{\"a\":1,\"b\":\"x\"}",
                "\"<>&\u00e9\u20ac\ud83d\ude00\"",
                "\"\\\"\\\\\\n\""
            })
    void valuesReadBackAsWritten(final String json) throws JsonSyntaxException {
        assertThat(JsonWriter.text(read(json))).isEqualTo(json);
    }

    @Test
    void namesAreSortedAndPrettyTextIsIndentedByFour() throws JsonSyntaxException {
        assertThat(new String(
                        JsonWriter.bytes(read("{\"b\":[1,{}],\"a\":{\"c\":null}}"), true), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {
                            "a": {
                                "c": null
                            },
                            "b": [
                                1,
                                {}
                            ]
                        }
                        """);
    }

    @Test
    void floatingNumbersShowTheirFraction() {
        final JsonWriter writer = new JsonWriter();
        writer.beginArray().number(1.0).number(0.1).number(-2.5e-7).number(7L).endArray();

        assertThat(new String(writer.toBytes(), StandardCharsets.UTF_8)).isEqualTo("[1.0,0.1,-2.5e-07,7]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello          | invalid character 'h' looking for beginning of value
            {"a":1         | unexpected EOF
            {"a" 1}        | invalid character '1' after object key
            {"a":1 "b"}    | invalid character '"' after object key:value pair
            {a:1}          | invalid character 'a' looking for beginning of object key string
            [1 2]          | invalid character '2' after array element
            [1,]           | invalid character ']' looking for beginning of value
            nul            | unexpected EOF
            nulx           | invalid character 'x' in literal null (expecting 'l')
            -              | unexpected EOF
            1.x            | invalid character 'x' after decimal point in numeric literal
            "\\x"           | invalid character 'x' in string escape code
            """)
    void brokenTextsAreRefusedInTheWordsOfTheReference(final String json, final String expected) {
        assertThatThrownBy(() -> JsonParser.parseFirst(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void onlyTheFirstValueOfABodyCounts() throws JsonSyntaxException {
        assertThat(JsonParser.parseFirst("{} trailing".getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT))
                .isEqualTo(new JsonObject());
    }

    @Test
    void depthAndSizeAreBounded() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(JsonSyntaxException.class);
        assertThatThrownBy(() ->
                        JsonParser.parse("[1,2,3,4]".getBytes(StandardCharsets.UTF_8), new JsonLimits(4, 200, 100)))
                .isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void bytesThatAreNoTextBecomeReplacementCharacters() throws JsonSyntaxException {
        final JsonValue value = JsonParser.parse(new byte[] {'"', (byte) 0xff, (byte) 0xc3, '"'});

        assertThat(value).isEqualTo(new JsonString("\ufffd\ufffd"));
    }

    private static JsonValue read(final String json) throws JsonSyntaxException {
        return JsonParser.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
