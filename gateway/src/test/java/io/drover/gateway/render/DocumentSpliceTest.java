package io.drover.gateway.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.render.DocumentSplice.Names;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DocumentSpliceTest {
    private static final String DOCUMENT =
            "{\"ID\":\"a\\\"},{b\",\"Meta\":{\"Status\":\"inner\",\"x\":[1,{\"y\":null}]},\"Name\":\"ü\",\"Status\":\"\",\"Stop\":false}";

    @Test
    void shouldReplaceOutermostFieldsOnly() {
        final byte[] replaced = splice(DOCUMENT).replace(Names.of("Status", "Stop"), bytes("\"dead\""), bytes("true"));

        assertThat(text(replaced))
                .isEqualTo(DOCUMENT.replace("\"Status\":\"\",\"Stop\":false", "\"Status\":\"dead\",\"Stop\":true"));
    }

    @Test
    void shouldLeaveADocumentAloneThatHasNoSuchField() {
        assertThat(text(splice(DOCUMENT).replace(Names.of("Version"), bytes("7"))))
                .isEqualTo(DOCUMENT);
        assertThat(text(splice("{}").replace(Names.of("Version"), bytes("7")))).isEqualTo("{}");
    }

    @Test
    void shouldReadFieldsAndCallAbsentOnesNull() {
        final byte[][] values = splice(DOCUMENT).values(Names.of("ID", "Meta", "Name", "ParentID"));

        assertThat(text(values[0])).isEqualTo("\"a\\\"},{b\"");
        assertThat(text(values[1])).isEqualTo("{\"Status\":\"inner\",\"x\":[1,{\"y\":null}]}");
        assertThat(text(values[2])).isEqualTo("\"ü\"");
        assertThat(text(values[3])).isEqualTo("null");
    }

    @Test
    void shouldReadFieldsOfNoDocument() {
        assertThat(text(splice("").values(Names.of("ID"))[0])).isEqualTo("null");
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
