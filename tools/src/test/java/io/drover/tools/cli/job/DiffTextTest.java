package io.drover.tools.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Docs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class DiffTextTest {
    private static final String EDITED = """
            {"Type":"Edited","ID":"web","TaskGroups":[{"Type":"Edited","Name":"front",
             "Updates":{"create":2,"in-place update":1},
             "Fields":[{"Type":"Edited","Name":"Count","Old":"1","New":"3","Annotations":["forces create"]}],
             "Objects":[{"Type":"Edited","Name":"Update","Fields":[
               {"Type":"None","Name":"AutoRevert","Old":"false","New":"false"},
               {"Type":"Edited","Name":"Canary","Old":"0","New":"1"}]}],
             "Tasks":[{"Type":"None","Name":"server"}]}]}
            """;

    private static final String REPLACED = """
            {"Type":"Edited","ID":"web","TaskGroups":[
             {"Type":"Added","Name":"back","Updates":{"create":1},"Fields":[{"Type":"Added","Name":"Count","New":"1"}],
              "Tasks":[{"Type":"Added","Name":"server","Annotations":["forces create"],
               "Fields":[{"Type":"Added","Name":"Driver","New":"raw_exec"},{"Type":"None","Name":"User","New":""}]}]},
             {"Type":"Deleted","Name":"front","Updates":{"destroy":1},
              "Tasks":[{"Type":"Deleted","Name":"server","Annotations":["forces destroy"]}]}]}
            """;

    @Test
    void shouldLineUpBehindTheWidestMarkOfEachLevel() throws IOException {
        assertThat(text(EDITED, false)).isEqualTo("""
                        +/- Job: "web"
                        +/- Task Group: "front" (2 create, 1 in-place update)
                          +/- Count: "1" => "3" (forces create)
                          +/- Update {
                                AutoRevert: "false"
                            +/- Canary:     "0" => "1"
                              }
                              Task: "server\"""");
    }

    @Test
    void shouldNameNewAndRemovedGroupsWithoutTheirFields() throws IOException {
        assertThat(text(REPLACED, false)).isEqualTo("""
                        +/- Job: "web"
                        + Task Group: "back" (1 create)
                          + Task: "server" (forces create)

                        - Task Group: "front" (1 destroy)
                          - Task: "server" (forces destroy)""");
    }

    @Test
    void shouldShowTheFieldsOfNewGroupsInTheLongForm() throws IOException {
        assertThat(text(REPLACED, true)).contains("""
                        + Task Group: "back" (1 create)
                          + Count: "1"
                          + Task: "server" (forces create)
                            + Driver: "raw_exec"
                              User:   ""
                        """);
    }

    private static String text(final String json, final boolean isLong) throws IOException {
        final Ui ui = new Ui(
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), InputStream.nullInputStream(), false);
        return new DiffText(ui, isLong).job(Docs.read(json));
    }
}
