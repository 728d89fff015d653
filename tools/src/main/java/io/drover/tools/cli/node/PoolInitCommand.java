package io.drover.tools.cli.node;

import io.drover.tools.cli.ExampleFile;
import io.drover.tools.cli.LocalCommand;
import java.util.List;

/** {@code node pool init}. */
final class PoolInitCommand extends LocalCommand {
    private static final String HCL = """
            node_pool "example" {
              description = "What the nodes of this pool have in common"

              # Free words about the pool, for people and tools.
              meta {
                owner = "team-infrastructure"
              }
            }
            """;

    private static final String JSON = """
            {
              "Name": "example",
              "Description": "What the nodes of this pool have in common",
              "Meta": {
                "owner": "team-infrastructure"
              }
            }
            """;

    PoolInitCommand() {
        super(
                "node pool init",
                "<filename>",
                "Writes an example node pool specification. Default file = pool.nomad.hcl.");
        flags.text("out", "format", "hcl", "The language of the file, hcl or json.")
                .bool("quiet", "Prints nothing about what was written.");
    }

    @Override
    protected int execute(final List<String> rest) {
        if (rest.size() > 1) {
            return usageError("This command takes no arguments or one: <filename>");
        }
        final boolean isJson = flags.text("out").equals("json");
        final String path = rest.isEmpty() ? (isJson ? "pool.nomad.json" : "pool.nomad.hcl") : rest.get(0);
        return ExampleFile.write(
                ui(),
                path,
                isJson ? JSON : HCL,
                "File \"" + path + "\" already exists",
                flags.isOn("quiet") ? "" : "Example node pool specification written to " + path);
    }
}
