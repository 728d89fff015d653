package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.schema.JsonSchema;
import io.drover.tools.cli.LocalCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code job schema}. */
final class JobSchemaCommand extends LocalCommand {
    JobSchemaCommand() {
        super(
                "job schema",
                "",
                "Prints a JSON Schema of the job document of the API, which -json takes and job run -output prints, for editors"
                        + " and for programs that make jobs.");
    }

    @Override
    protected int execute(final List<String> rest) {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        ui().output(new String(JsonWriter.bytes(JsonSchema.ofJobs(), true), StandardCharsets.UTF_8).stripTrailing());
        return 0;
    }
}
