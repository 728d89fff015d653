package io.drover.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks all commands that clients know, so that none is forgotten: each answers with its help, or says why it is not offered. */
class CommandSurfaceTest {
    /** They answer for their own help elsewhere. */
    private static final List<String> WITHOUT_FLAGS = List.of("agent", "version");

    private final Shell shell = new Shell("http://127.0.0.1:1");

    static Stream<List<String>> commands() throws IOException {
        try (InputStream in = CommandSurfaceTest.class.getResourceAsStream("/surface/commands.tsv")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t")))
                    .filter(line -> !WITHOUT_FLAGS.contains(line.get(0)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void shouldAnswerOrSayWhyNot(final List<String> line) {
        final String name = line.get(0);
        final String kind = line.get(1);
        if (kind.equals("later")) {
            return;
        }
        assertThat(run(name, "-h")).isZero();
        assertThat(shell.out()).startsWith("Usage: nomad ");
        if (kind.equals("group")) {
            assertThat(run(name)).isEqualTo(1);
            assertThat(shell.err()).startsWith("Usage: nomad " + name + " <subcommand>");
        }
        if (kind.equals("refused")) {
            assertThat(run(name, "-json", "something")).isEqualTo(1);
            assertThat(shell.err()).startsWith("The command \"" + name + "\" is not offered: ");
        }
    }

    private int run(final String name, final String... arguments) {
        final List<String> words = new ArrayList<>(List.of(name.split(" ")));
        words.addAll(List.of(arguments));
        return shell.runLine(words.toArray(new String[0]));
    }
}
