package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.http.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code operator metrics}. */
final class MetricsCommand extends ApiCommand {
    private static final int BYTES_MAX = 64 << 20;

    MetricsCommand() {
        super("operator metrics", "[options]", "Prints the metrics of the asked agent.");
        flags.bool("pretty", "Asks for JSON over several lines.")
                .text("format", "format", "The format to ask for, such as prometheus.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Query query = new Query().with("format", flags.text("format")).when(flags.isOn("pretty"), "pretty");
        final String text;
        try (Answer answer = api().stream("/v1/metrics", query)) {
            text = new String(answer.body().readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
            if (Formats.isWanted(flags)) {
                return Formats.print(flags, ui(), Docs.read(text));
            }
        } catch (final ApiException e) {
            return fail("Error getting metrics", e);
        } catch (final IOException e) {
            return fail("Error getting metrics: " + e.getMessage());
        }
        ui().output(text);
        return 0;
    }
}
