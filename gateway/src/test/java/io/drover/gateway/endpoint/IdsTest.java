package io.drover.gateway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.HttpProblem;
import io.drover.sbe.query.QueryKind;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdsTest {
    @Test
    void shouldReadAnId() throws Exception {
        final UUID id = UUID.fromString("9043afd4-b7fb-e1ae-20ed-380325efb546");

        assertThat(Ids.parse(id.toString(), "node")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, UUID must be 36 characters",
        "'', UUID must be 36 characters",
        "9043afd4-b7fb-e1ae-20ed-380325efb54z, Invalid UUID: encoding/hex: invalid byte: U+007A 'z'",
        "'9043afd4-b7fb-e1ae-20ed-380325efb54\u0000', Invalid UUID: encoding/hex: invalid byte: U+0000 '\u0000'",
    })
    void shouldRefuseWhatIsNoId(final String text, final String reason) {
        assertThatThrownBy(() -> Ids.parse(text, "node"))
                .isInstanceOf(HttpProblem.class)
                .hasMessage("node lookup failed: index error: " + reason);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, Input (without hyphens) must be even length",
        "a-b-c-d-e-f, 'UUID should have maximum of 4 \"-\"; got 5'",
        "11111111-2222-3333-4444-5555555555550, Invalid UUID length. UUID have 36 characters; got 37",
        "zz, Invalid UUID: encoding/hex: invalid byte: U+007A 'z'",
    })
    void shouldRefuseWhatIsNoPrefix(final String text, final String reason) {
        assertThatThrownBy(() -> Ids.prefix(QueryRequest.of(QueryKind.EVALS), text, "eval"))
                .isInstanceOf(HttpProblem.class)
                .hasMessage("eval lookup failed: index error: " + reason);
    }
}
