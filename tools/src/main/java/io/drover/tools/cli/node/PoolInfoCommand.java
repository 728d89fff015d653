package io.drover.tools.cli.node;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.text.KeyValues;
import java.util.List;
import java.util.Map;

/** {@code node pool info}. */
final class PoolInfoCommand extends ApiCommand {
    PoolInfoCommand() {
        super("node pool info", "[options] <node-pool>", "Shows one node pool.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <node-pool>");
        }
        final Doc pool;
        try {
            pool = Pools.find(api(), rest.get(0));
        } catch (final ApiException e) {
            return fail("Error retrieving node pool", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Pools.withTtl(Shape.WITHOUT_DIGEST.of(pool)));
        }
        ui().output(new KeyValues()
                .add("Name", pool.text("Name"))
                .add("Description", pool.text("Description"))
                .add("Node Identity TTL", Pools.ttl(pool))
                .toString());
        ui().output('\n' + ui().bold("Metadata"));
        ui().output(meta(pool.get("Meta")));
        ui().output('\n' + ui().bold("Scheduler Configuration"));
        ui().output(scheduler(pool.get("SchedulerConfiguration")));
        return 0;
    }

    private static String meta(final Doc meta) {
        final KeyValues text = new KeyValues();
        for (final Map.Entry<String, Doc> entry : meta.fields().entrySet()) {
            text.add(entry.getKey(), entry.getValue().text());
        }
        return text.isEmpty() ? "No metadata" : text.toString();
    }

    private static String scheduler(final Doc configuration) {
        if (configuration.isNull()) {
            return "No scheduler configuration";
        }
        final KeyValues text = new KeyValues();
        text.addUnlessEmpty("Scheduler Algorithm", configuration.text("SchedulerAlgorithm"));
        final Doc oversubscription = configuration.get("MemoryOversubscriptionEnabled");
        if (!oversubscription.isNull()) {
            text.add("Memory Oversubscription Enabled", oversubscription.isTrue());
        }
        return text.toString();
    }
}
