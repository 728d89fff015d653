package io.drover.tools.cli.volume;

import io.drover.tools.cli.ExampleFile;
import io.drover.tools.cli.LocalCommand;
import java.util.List;

/** {@code volume init}. */
final class VolumeInitCommand extends LocalCommand {
    private static final String HOST_HCL = """
            name      = "database"
            type      = "host"
            plugin_id = "mkdir"

            # The pool or the node to make it on; any that suits when neither is given.
            # node_pool = "default"
            # node_id   = "f979514a-d06b-4a8d-87c6-2ecb37a76a3d"

            # What the volume must hold; plugins that cannot bound a volume ignore it.
            # capacity_min = "10GiB"
            # capacity_max = "20GiB"

            # How tasks may use it.
            capability {
              access_mode     = "single-node-writer"
              attachment_mode = "file-system"
            }

            # Which nodes come into question.
            # constraint {
            #   attribute = "${attr.kernel.name}"
            #   value     = "linux"
            # }

            # What the plugin understands.
            parameters {
              mode = "0700"
            }
            """;

    private static final String HOST_JSON = """
            {
              "name": "database",
              "type": "host",
              "plugin_id": "mkdir",
              "capability": [
                {
                  "access_mode": "single-node-writer",
                  "attachment_mode": "file-system"
                }
              ],
              "parameters": [
                {
                  "mode": "0700"
                }
              ]
            }
            """;

    private static final String CSI_HCL = """
            id        = "database"
            name      = "database"
            type      = "csi"
            plugin_id = "ebs"

            # What the storage provider calls a volume that is there already.
            # external_id = "vol-23452345"

            capacity_min = "10GiB"
            capacity_max = "20GiB"

            capability {
              access_mode     = "single-node-writer"
              attachment_mode = "file-system"
            }

            mount_options {
              fs_type     = "ext4"
              mount_flags = ["noatime"]
            }

            # What the plugin must know to use it.
            secrets {
              key = "secret"
            }

            parameters {
              tier = "fast"
            }
            """;

    private static final String CSI_JSON = """
            {
              "id": "database",
              "name": "database",
              "type": "csi",
              "plugin_id": "ebs",
              "capacity_min": "10GiB",
              "capacity_max": "20GiB",
              "capability": [
                {
                  "access_mode": "single-node-writer",
                  "attachment_mode": "file-system"
                }
              ]
            }
            """;

    VolumeInitCommand() {
        super("volume init", "<filename>", "Writes an example volume specification. Default file = volume.hcl.");
        flags.bool("json", "Writes JSON.").text("type", "type", Volumes.CSI, "The type of the volume, csi or host.");
    }

    @Override
    protected int execute(final List<String> rest) {
        if (rest.size() > 1) {
            return usageError("This command takes no arguments or one: <filename>");
        }
        final boolean isJson = flags.isOn("json");
        final String path = rest.isEmpty() ? (isJson ? "volume.json" : "volume.hcl") : rest.get(0);
        final boolean isHost = flags.text("type").equals(Volumes.HOST);
        return ExampleFile.write(
                ui(),
                path,
                isHost ? (isJson ? HOST_JSON : HOST_HCL) : isJson ? CSI_JSON : CSI_HCL,
                "Volume specification \"" + path + "\" already exists",
                "Example volume specification written to " + path);
    }
}
