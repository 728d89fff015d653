package io.drover.tools.cli.variable;

import io.drover.tools.cli.ExampleFile;
import io.drover.tools.cli.LocalCommand;
import java.util.List;

/** {@code var init}. */
final class VarInitCommand extends LocalCommand {
    private static final String HCL = """
            # Where the variable is kept. A path on the command line overrides this one.
            # path = "path/to/variable"

            # The namespace of the variable. A flag on the command line overrides it.
            # namespace = "default"

            # To change a variable, name the index that it has now.
            # modify_index = 0

            # Names and values. All values are texts.
            items {
              key1 = "value 1"
              key2 = "value 2"
            }
            """;

    private static final String JSON = """
            {
              "Namespace": "default",
              "Path": "path/to/variable",
              "Items": {
                "key1": "value 1",
                "key2": "value 2"
              }
            }
            """;

    VarInitCommand() {
        super("var init", "<filename>", "Writes an example variable specification. Default file = spec.nv.hcl.");
        flags.text("out", "format", "hcl", "The language of the file, hcl or json.")
                .bool("quiet", "Prints nothing about what was written.");
    }

    @Override
    protected int execute(final List<String> rest) {
        if (rest.size() > 1) {
            return usageError("This command takes no arguments or one: <filename>");
        }
        final boolean isJson = flags.text("out").equals("json");
        final String path = rest.isEmpty() ? (isJson ? "spec.nv.json" : "spec.nv.hcl") : rest.get(0);
        return ExampleFile.write(
                ui(),
                path,
                isJson ? JSON : HCL,
                "File \"" + path + "\" already exists",
                flags.isOn("quiet") ? "" : "Example variable specification written to " + path);
    }
}
