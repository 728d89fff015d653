package io.drover.gateway.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentSpliceTest {
    private static final String DOCUMENT =
            "{\"ID\":\"a\\\"},{b\",\"Meta\":{\"Status\":\"inner\",\"x\":[1,{\"y\":null}]},\"Name\":\"ü\",\"Status\":\"\",\"Stop\":false}";

    @Test
    void shouldReplaceOutermostFieldsOnly() {
        final byte[] replaced = splice(DOCUMENT).replace(Map.of("Status", bytes("\"dead\""), "Stop", bytes("true")));

        assertThat(text(replaced))
                .isEqualTo(DOCUMENT.replace("\"Status\":\"\",\"Stop\":false", "\"Status\":\"dead\",\"Stop\":true"));
    }

    @Test
    void shouldLeaveADocumentAloneThatHasNoSuchField() {
        assertThat(text(splice(DOCUMENT).replace(Map.of("Version", bytes("7")))))
                .isEqualTo(DOCUMENT);
        assertThat(text(splice("{}").replace(Map.of("Version", bytes("7"))))).isEqualTo("{}");
    }

    @Test
    void shouldReadFieldsAndCallAbsentOnesNull() {
        final byte[][] values = splice(DOCUMENT).values("ID", "Meta", "Name", "ParentID");

        assertThat(text(values[0])).isEqualTo("\"a\\\"},{b\"");
        assertThat(text(values[1])).isEqualTo("{\"Status\":\"inner\",\"x\":[1,{\"y\":null}]}");
        assertThat(text(values[2])).isEqualTo("\"ü\"");
        assertThat(text(values[3])).isEqualTo("null");
    }

    @Test
    void shouldReadFieldsOfNoDocument() {
        assertThat(text(splice("").values("ID")[0])).isEqualTo("null");
    }

    private static DocumentSplice splice(final String document) {
        return new DocumentSplice(bytes(document));
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(final byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
