package io.drover.gateway.jobspec.hcl.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML in both directions. */
final class YamlTest {

    @Test
    void blocksOfAllKindsAreRead() throws FunctionException {
        assertThat(read("""
                # settings
                name: web   # the name
                count: 3
                ratio: 0.5
                on: yes
                none: ~
                empty:
                list:
                - a
                - b: 1
                  c: two words
                -
                  - nested
                  - - deeper
                indented:
                  - x
                map:
                  "quoted key": 'it''s'
                  escaped: "a\\tb\\u00e9"
                flow: {a: [1, 2, {b: c}], "d": e, f}
                literal: |
                  one
                    two

                  three
                folded: >-
                  one
                  two

                  three
                long: word
                  and more
                hex: 0x1f
                date: 2020-1-2
                """))
                .isEqualTo("{\"count\":3,\"date\":\"2020-01-02T00:00:00Z\",\"empty\":null,"
                        + "\"flow\":{\"a\":[1,2,{\"b\":\"c\"}],\"d\":\"e\",\"f\":null},"
                        + "\"folded\":\"one two\\nthree\",\"hex\":31,\"indented\":[\"x\"],"
                        + "\"list\":[\"a\",{\"b\":1,\"c\":\"two words\"},[\"nested\",[\"deeper\"]]],"
                        + "\"literal\":\"one\\n  two\\n\\nthree\\n\",\"long\":\"word and more\","
                        + "\"map\":{\"escaped\":\"a\\tb\u00e9\",\"quoted key\":\"it's\"},\"name\":\"web\","
                        + "\"none\":null,\"ratio\":0.5,\"true\":true}");
    }

    @Test
    void anchorsAndMergesAreResolved() throws FunctionException {
        assertThat(read("""
                base: &base
                  a: 1
                  b: 2
                other:
                  <<: *base
                  b: 3
                again: [*base, &x z, *x]
                """))
                .isEqualTo(
                        "{\"again\":[{\"a\":1,\"b\":2},\"z\",\"z\"],\"base\":{\"a\":1,\"b\":2},\"other\":{\"a\":1,\"b\":3}}");
    }

    @Test
    void documentsMayBeScalarsOrNothing() throws FunctionException {
        assertThat(read("")).isEqualTo("null");
        assertThat(read("--- hello\n...\n")).isEqualTo("\"hello\"");
        assertThat(read("!!str 5")).isEqualTo("\"5\"");
        assertThat(read("- \"a\n  b\"\n- c")).isEqualTo("[\"a b\",\"c\"]");
        assertThat(read("? a\n: b\n")).isEqualTo("{\"a\":\"b\"}");
        assertThat(read("a: http://x:80/#y")).isEqualTo("{\"a\":\"http://x:80/#y\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b: c",
                "a: 1\n b: 2",
                "[1, 2",
                "{a: 1",
                "\"x",
                "'x",
                "a: *nope",
                "a: &x [*x]",
                "a: 1\n---\nb: 2",
                "@x",
                "!!foo x",
                "\"\\q\"",
                "a: - b",
                "- a\nb: c",
                "\tx: 1\n\ty: 2",
                "a: |x",
                "? [a]\n: b",
                "<<: 1",
                "a\n: b"
            })
    void brokenTextsAreRefused(final String yaml) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(FunctionException.class);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(FunctionException.class);
        assertThatThrownBy(() -> read("- ".repeat(100_000))).isInstanceOf(FunctionException.class);
    }

    @Test
    void valuesAreWrittenInTheBlockStyle() throws FunctionException, JsonSyntaxException {
        assertThat(write("{\"a\":[1,{\"b\":\"x\",\"c\":[]},[true]],\"e\":{},\"m\":{\"n\":null}}"))
                .isEqualTo("""
                        "a":
                        - 1
                        - "b": "x"
                          "c": []
                        - - true
                        "e": {}
                        "m":
                          "n": null
                        """);
    }

    @Test
    void textsOfSeveralLinesAreWrittenAsBlocks() throws FunctionException, JsonSyntaxException {
        assertThat(write("\"hi\"")).isEqualTo("\"hi\"\n");
        assertThat(write("{\"a\":\"x\\ny\\n\",\"b\":[\"x\\ny\"],\"c\":\"x\\n\\n\",\"d\":\" x\\n\"}"))
                .isEqualTo("\"a\": |\n  x\n  y\n\"b\":\n- |-\n  x\n  y\n\"c\": |+\n  x\n\n\"d\": |2\n   x\n");
        assertThat(write("\"a\\tb\\nc\"")).isEqualTo("\"a\\tb\\nc\"\n");
    }

    @Test
    void whatIsWrittenReadsBack() throws FunctionException, JsonSyntaxException {
        final String json =
                "{\"a b\":[1,[2,{\"c\":\"x\\n y\\n\\nz\"}],\"\"],\"d\":{\"e\":[{\"f\":{\"g\":[]}}],\"h\":\"1\"},"
                        + "\"i\":\"true\",\"j\":\"a: b # c\",\"k\":\"" + "word ".repeat(40)
                        + "\",\"l\":\"\\u0001\u00e9\",\"m\":null}";
        assertThat(read(write(json))).isEqualTo(json);
    }

    private static String read(final String yaml) throws FunctionException {
        return JsonText.encode(YamlReader.read(yaml));
    }

    private static String write(final String json) throws FunctionException, JsonSyntaxException {
        return YamlWriter.encode(JsonText.decoded(JsonParser.parse(json.getBytes(StandardCharsets.UTF_8))));
    }
}
