package io.drover.tools.cli.node;

import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.SpecFile;
import io.drover.tools.cli.http.Doc;
import java.util.List;

/** The specification of a node pool: one {@code node_pool} block. */
final class PoolSpec {
    private PoolSpec() {}

    static Doc parse(final String fileName, final String text) {
        final List<Block> blocks = SpecFile.parse(fileName, text).blocks("node_pool");
        if (blocks.size() != 1 || blocks.get(0).labels().size() != 1) {
            throw new IllegalArgumentException(
                    fileName + ": expected one block node_pool with the pool's name, found " + blocks.size());
        }
        final Body body = blocks.get(0).body();
        for (final Argument argument : body.arguments()) {
            switch (argument.name()) {
                case "description", "node_identity_ttl", "meta" -> {}
                default -> throw SpecFile.unknown(argument);
            }
        }
        final SpecFile spec = new SpecFile();
        final JsonObject pool = new JsonObject();
        pool.put("Name", blocks.get(0).labels().get(0).text());
        spec.copy(body, "description", pool, "Description");
        spec.copy(body, "node_identity_ttl", pool, "NodeIdentityTTL");
        pool.put("Meta", spec.pairs(body, "meta"));
        for (final Block scheduler : body.blocks("scheduler_config")) {
            final JsonObject configuration = new JsonObject();
            spec.copy(scheduler.body(), "scheduler_algorithm", configuration, "SchedulerAlgorithm");
            spec.copy(
                    scheduler.body(),
                    "memory_oversubscription_enabled",
                    configuration,
                    "MemoryOversubscriptionEnabled");
            pool.put("SchedulerConfiguration", configuration);
        }
        return Doc.of(pool);
    }
}
