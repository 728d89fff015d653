package io.drover.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterTest {
    private static final String ROW = """
            {"ID":"alpha","Priority":20,"Stop":false,"Type":"batch","Datacenters":["*","dc2"],"Multiregion":null,
             "Meta":{"team":"red","x.y":"1"},"Update":{"Stagger":1},"Weight":1.5,
             "TaskGroups":[{"Name":"g","Count":1},{"Name":"h","Count":2}]}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID == \"alpha\"",
                "ID == `alpha`",
                "ID == alpha",
                "ID != \"beta\"",
                "Priority == 20",
                "Weight == 1.5",
                "Stop == false",
                "\"lph\" in ID",
                "\"z\" not in ID",
                "ID contains \"pha\"",
                "ID not contains \"z\"",
                "ID matches \"^al\"",
                "ID not matches \"^be\"",
                "Type == \"batch\" and Priority == 20",
                "ID == \"x\" or Type == \"batch\"",
                "not ID == \"x\"",
                "(ID == \"x\" or ID == \"alpha\") and Type == \"batch\"",
                "Meta.team == \"red\"",
                "Meta[\"x.y\"] == \"1\"",
                "\"/Meta/x.y\" == \"1\"",
                "Meta is not empty",
                "\"team\" in Meta",
                "Multiregion is nil",
                "Multiregion is empty",
                "\"*\" in Datacenters",
                "any TaskGroups as g { g.Name == \"h\" }",
                "all TaskGroups as i, g { g.Count != 3 and i != 5 }",
                "any Meta as k { k == \"team\" }",
                "any Meta as _, v { v == \"red\" }",
                "TaskGroups.1.Name == \"h\"",
                "Meta.none != \"x\"",
                "Meta.none is empty",
                "  ID == \"alpha\"  ",
            })
    void selects(final String expression) throws Exception {
        assertThat(Filter.parse(expression).matches(row())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID == 5",
                "ID != alpha",
                "Priority == 21",
                "Meta.none == \"x\"",
                "\"none\" in Meta",
                "Meta is empty",
                "all TaskGroups as g { g.Count == 2 }",
                "not Stop == false",
                "ID == \"alpha\" and Type == \"service\"",
            })
    void leavesOut(final String expression) throws Exception {
        assertThat(Filter.parse(expression).matches(row())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "Priority == 0x14; 1:14 (13): rule \"number\": Invalid number literal",
                "ID ==; 1:6 (5): no match found, expected: \"-\", \"0\", \"\\\"\", \"`\", [ \\t\\r\\n], [1-9] or [a-zA-Z]",
                "ID == \"alpha; 1:13 (12): rule \"string\": Unterminated string literal",
                "ID; 1:3 (2): no match found, expected: \"!=\", \".\", \"==\", \"[\", [ \\t\\r\\n] or [a-zA-Z0-9_/]",
                "ID == \"alpha\" AND Type == \"batch\"; 1:15 (14): no match found, expected: \"and\", \"or\", [ \\t\\r\\n] or EOF",
                "Priority > 20; 1:10 (9): no match found, expected: \"!=\", \"==\", \"contains\", \"in\", \"is\", \"matches\", \"not\" or [ \\t\\r\\n]",
            })
    void refusesWhatItCannotRead(final String expression, final String reason) {
        assertThatThrownBy(() -> Filter.parse(expression))
                .hasMessage("failed to create result paginator: failed to read filter expression: " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "Colour == \"red\"; error finding value in datum: /Colour at part 0: couldn't find key: struct field with name \"Colour\"",
                "Update.Colour == 1; error finding value in datum: /Update/Colour at part 1: couldn't find key: struct field with name \"Colour\"",
                "Priority == \"many\"; error getting match value in expression: strconv.ParseInt: parsing \"many\": invalid syntax",
                "ID matches \"[\"; failed to compile regular expression \"[\": error parsing regexp: missing closing ]: `[`",
            })
    void refusesWhatItCannotApply(final String expression, final String reason) throws Exception {
        final Filter filter = Filter.parse(expression);
        assertThatThrownBy(() -> filter.matches(row())).hasMessage("failed to read result page: " + reason);
    }

    @Test
    void takesOmittedFieldsAsUnset() throws Exception {
        final Set<String> omitted = Set.of("DeploymentID");
        assertThat(Filter.parse("DeploymentID == \"\"").matches(row(), omitted)).isTrue();
        assertThat(Filter.parse("DeploymentID is empty").matches(row(), omitted))
                .isTrue();
        assertThat(Filter.parse("DeploymentID == \"x\"").matches(row(), omitted))
                .isFalse();
    }

    @Test
    void boundsNestingAndLength() {
        assertThatThrownBy(() -> Filter.parse("(".repeat(10_000))).hasMessageContaining("nested more than 128 deep");
        assertThatThrownBy(() -> Filter.parse("not ".repeat(4_000))).hasMessageContaining("nested more than 128 deep");
        assertThatThrownBy(() -> Filter.parse("a".repeat(20_000))).hasMessageContaining("the limit is 16384");
    }

    private static JsonObject row() throws Exception {
        return (JsonObject) JsonParser.parse(ROW.getBytes(StandardCharsets.UTF_8));
    }
}
