package io.drover.tools.cli.operator;

import io.drover.cluster.member.StateInspection;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.tools.cli.LocalCommand;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Sizes;
import io.drover.tools.cli.text.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code operator snapshot inspect}: reads the whole file, checks it as a server would, and shows what it has. */
final class SnapshotInspectCommand extends LocalCommand {
    private static final int FORMAT = 1;

    SnapshotInspectCommand() {
        super("operator snapshot inspect", "[options] <file>", "Checks a file of the state and shows what it has.");
        flags.bool("json", "Prints JSON.");
    }

    @Override
    protected int execute(final List<String> rest) {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <filename>");
        }
        final Path file = Path.of(rest.get(0));
        if (!Files.isReadable(file)) {
            return fail("Error opening snapshot file: open " + file + ": no such file or directory");
        }
        try {
            final StateInspection state = StateArchive.read(file);
            if (flags.isOn("json")) {
                ui().output(new String(JsonWriter.bytes(json(state), true), StandardCharsets.UTF_8).stripTrailing());
            } else {
                print(state);
            }
            return 0;
        } catch (final IOException e) {
            return fail("Error inspecting snapshot: " + e.getMessage());
        }
    }

    private void print(final StateInspection state) {
        ui().output(new KeyValues()
                .add("Created", Instant.ofEpochMilli(state.clockMs()).toString())
                .add("ID", id(state))
                .add("Size", Sizes.bytes(bytes(state)))
                .add("Index", state.index())
                .add("Log Position", state.logPosition())
                .add("Digest", Long.toHexString(state.digest()))
                .add("Version", FORMAT)
                .toString());
        final Table table = new Table("Type", "Count", "Size");
        long count = 0;
        for (final Map.Entry<Integer, StateInspection.Kind> kind : bySize(state)) {
            count += kind.getValue().count();
            table.row(
                    RecordKinds.name(kind.getKey()),
                    Long.toString(kind.getValue().count()),
                    Sizes.bytes(kind.getValue().bytes()));
        }
        table.row("", "", "");
        table.row("Total", Long.toString(count), Sizes.bytes(bytes(state)));
        ui().output("\n" + table);
    }

    private static JsonObject json(final StateInspection state) {
        final JsonArray stats = new JsonArray();
        for (final Map.Entry<Integer, StateInspection.Kind> kind : bySize(state)) {
            stats.add(new JsonObject()
                    .put("Count", kind.getValue().count())
                    .put("Name", RecordKinds.name(kind.getKey()))
                    .put("Sum", kind.getValue().bytes()));
        }
        return new JsonObject()
                .put(
                        "Meta",
                        new JsonObject()
                                .put("Configuration", new JsonObject().put("Servers", servers(state)))
                                .put("ConfigurationIndex", 0)
                                .put("Digest", Long.toHexString(state.digest()))
                                .put("ID", id(state))
                                .put("Index", state.index())
                                .put("Peers", "")
                                .put("Size", bytes(state))
                                .put("Term", 0)
                                .put("Version", FORMAT))
                .put("Stats", stats);
    }

    private static JsonArray servers(final StateInspection state) {
        final JsonArray servers = new JsonArray();
        for (final StateInspection.Server server : state.servers()) {
            servers.add(new JsonObject()
                    .put("Address", server.httpAddress())
                    .put("ID", Integer.toString(server.memberId()))
                    .put("Suffrage", 0));
        }
        return servers;
    }

    private static String id(final StateInspection state) {
        return state.index() + "-" + state.logPosition() + "-" + state.clockMs();
    }

    private static long bytes(final StateInspection state) {
        return state.kinds().values().stream()
                .mapToLong(StateInspection.Kind::bytes)
                .sum();
    }

    private static List<Map.Entry<Integer, StateInspection.Kind>> bySize(final StateInspection state) {
        final List<Map.Entry<Integer, StateInspection.Kind>> kinds =
                new ArrayList<>(state.kinds().entrySet());
        kinds.sort((a, b) -> Long.compare(b.getValue().bytes(), a.getValue().bytes()));
        return kinds;
    }
}
