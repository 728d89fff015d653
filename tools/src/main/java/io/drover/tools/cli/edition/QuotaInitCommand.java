package io.drover.tools.cli.edition;

import io.drover.tools.cli.ExampleFile;
import io.drover.tools.cli.LocalCommand;
import java.util.List;

/** {@code quota init}. */
final class QuotaInitCommand extends LocalCommand {
    private static final String HCL = """
            name        = "default-quota"
            description = "Limit the shared default namespace"

            # Create a limit for the global region. Additional limits may
            # be specified in-order to limit other regions.
            limit {
              region = "global"

              region_limit {
                cpu        = 2500
                memory     = 1000
                memory_max = 1000
              }
            }
            """;
    private static final String JSON = """
            {
              "Name": "default-quota",
              "Description": "Limit the shared default namespace",
              "Limits": [
                {
                  "Region": "global",
                  "RegionLimit": {
                    "CPU": 2500,
                    "MemoryMB": 1000,
                    "MemoryMaxMB": 1000
                  }
                }
              ]
            }
            """;

    QuotaInitCommand() {
        super("quota init", "[options] [<filename>]", "Writes an example quota specification.");
        flags.bool("json", "Writes JSON instead of HCL.");
    }

    @Override
    protected int execute(final List<String> rest) {
        if (rest.size() > 1) {
            return usageError("This command takes no arguments or one: <filename>");
        }
        final boolean isJson = flags.isOn("json");
        final String path = rest.isEmpty() ? "spec." + (isJson ? "json" : "hcl") : rest.get(0);
        return ExampleFile.write(
                ui(),
                path,
                isJson ? JSON : HCL,
                "Quota specification \"" + path + "\" already exists",
                "Example quota specification written to " + path);
    }
}
