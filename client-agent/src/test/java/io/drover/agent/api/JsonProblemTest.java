package io.drover.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonProblemTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no|invalid character 'o' in literal null (expecting 'u')",
                "{|unexpected EOF",
                "{\"a\":|unexpected EOF",
                "x|invalid character 'x' looking for beginning of value",
                "{a:1}|invalid character 'a' looking for beginning of object key string",
                "{\"a\" 1}|invalid character '1' after object key",
                "{\"a\":1 2}|invalid character '2' after object key:value pair",
                "[1 2]|invalid character '2' after array element",
                "{} x|invalid character 'x' after top-level value",
                "[\"\\q\"]|invalid character 'q' in string escape code",
                "'|invalid character '\\'' looking for beginning of value",
            })
    void shouldSayWhatIsWrongAsClientsKnowIt(final String json, final String problem) {
        assertThat(JsonProblem.find(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(problem);
    }
}
