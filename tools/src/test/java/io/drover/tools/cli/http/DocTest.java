package io.drover.tools.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DocTest {
    @Test
    void shouldReadWhatIsThere() throws IOException {
        final Doc doc = Docs.read("{\"b\":[1,\"x\",null],\"a\":{\"n\":12345678901,\"t\":true,\"d\":0.5}}");
        assertThat(doc.get("a").number("n")).isEqualTo(12_345_678_901L);
        assertThat(doc.get("a").isTrue("t")).isTrue();
        assertThat(doc.get("a").get("d").decimal()).isEqualTo(0.5);
        assertThat(doc.get("b").texts()).containsExactly("1", "x", "");
        assertThat(doc.fields().keySet()).containsExactly("a", "b");
    }

    @Test
    void shouldReadWhatIsNotThereAsNothing() throws IOException {
        final Doc doc = Docs.read("{\"a\":null}");
        assertThat(doc.get("a").get("b").at(3).text("c")).isEmpty();
        assertThat(doc.get("x").items()).isEmpty();
        assertThat(doc.get("x").number()).isZero();
        assertThat(doc.get("a").isNull()).isTrue();
        assertThat(doc.get("x").toObject().isEmpty()).isTrue();
    }

    @Test
    void shouldPrintSortedOverSeveralLines() throws IOException {
        assertThat(Docs.read("{\"b\":[],\"a\":{\"c\":1.50}}").pretty())
                .isEqualTo("{\n    \"a\": {\n        \"c\": 1.50\n    },\n    \"b\": []\n}");
    }
}
