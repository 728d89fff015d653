package io.drover.agent.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
    private static ConfigReader reader(final String json) throws Exception {
        return new ConfigReader(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    @Test
    void shouldConvertPrimitives() throws Exception {
        final ConfigReader reader =
                reader("{'t': 5, 'n': '7', 'b': 'true', 'l': ['a', 1, true], 'f': 3.0, 'nil': null}");

        assertThat(reader.text("t")).isEqualTo("5");
        assertThat(reader.number("n", 0)).isEqualTo(7);
        assertThat(reader.number("f", 0)).isEqualTo(3);
        assertThat(reader.bool("b", false)).isTrue();
        assertThat(reader.texts("l")).containsExactly("a", "1", "true");
        assertThat(reader.optionalText("nil")).isNull();
        reader.finish();
    }

    @Test
    void shouldMergeMapsWrittenAsBlocks() throws Exception {
        assertThat(reader("{'m': [{'a': 'x'}, {'b': 2}]}").textMap("m"))
                .containsEntry("a", "x")
                .containsEntry("b", "2");
        assertThat(reader("{'m': {'a': 'x'}}").textMap("m")).containsEntry("a", "x");
    }

    @Test
    void shouldNameUnknownArguments() throws Exception {
        final ConfigReader reader = reader("{'command': 'x', 'colour': 'red'}");
        reader.text("command");

        assertThatThrownBy(reader::finish)
                .hasMessageContaining("Invalid label: No argument or block type is named \"colour\".");
    }

    @Test
    void shouldNameArgumentsOfTheWrongType() throws Exception {
        assertThatThrownBy(() -> reader("{'args': 'text'}").texts("args"))
                .hasMessageContaining("Incorrect attribute value type: Inappropriate value for attribute \"args\": "
                        + "list of string required, but have string.");
        assertThatThrownBy(() -> reader("{'n': 'x'}").number("n", 0)).hasMessageContaining("a number is required");
        assertThatThrownBy(() -> reader("{'b': []}").bool("b", false)).hasMessageContaining("bool required");
        assertThatThrownBy(() -> reader("{'m': 'x'}").textMap("m")).hasMessageContaining("object required");
    }
}
