package io.drover.tools.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.Query;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Walks all routes that clients know on a real agent, so that none is forgotten and none answers by accident. */
class RouteSurfaceTest {
    private static final int BEGINNING_LENGTH_MAX = 200;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shouldAnswerEveryRoute(@TempDir final Path directory) throws Exception {
        try (RunningAgent agent = RunningAgent.startDev(directory)) {
            agent.await(
                    "/v1/nodes",
                    nodes -> nodes.items().stream()
                            .anyMatch(node -> node.text("Status").equals("ready")));
            agent.awaitPath(agent.api().get("/v1/nodes").at(0).text("ID"));
            final StringBuilder differences = new StringBuilder();
            for (final String line : lines()) {
                final String[] parts = line.split("\t", -1);
                if (!parts[2].equals("later")) {
                    ask(agent, parts, differences);
                }
            }
            assertThat(differences.toString()).isEmpty();
        }
    }

    private static void ask(final RunningAgent agent, final String[] parts, final StringBuilder differences)
            throws Exception {
        try (Answer answer = agent.api().open(parts[0], parts[1], new Query(), null)) {
            final String body;
            try (InputStream in = answer.body()) {
                body = new String(in.readNBytes(BEGINNING_LENGTH_MAX), StandardCharsets.UTF_8);
            }
            if (answer.status() != Integer.parseInt(parts[2]) || !body.startsWith(parts[3])) {
                differences
                        .append(String.join(" ", parts))
                        .append(" but was ")
                        .append(answer.status())
                        .append(' ')
                        .append(body)
                        .append('\n');
            }
        }
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = RouteSurfaceTest.class.getResourceAsStream("/surface/routes.tsv")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
