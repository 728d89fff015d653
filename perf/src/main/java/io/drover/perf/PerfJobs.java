package io.drover.perf;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;

/** Jobs as the API takes them. */
public final class PerfJobs {
    private PerfJobs() {}

    /** A raw_exec service that sleeps. */
    public static JsonObject sleeping(final String id) {
        return job(
                id,
                "raw_exec",
                new JsonObject()
                        .put("command", "/bin/sleep")
                        .put("args", JsonArray.ofStrings(java.util.List.of("600"))),
                1,
                "");
    }

    /** A service of many small allocations that simulated nodes pretend to run. */
    public static JsonObject simulated(final String id, final int count) {
        return job(id, "mock_driver", new JsonObject().put("run_for", "1h"), count, "");
    }

    /** A job that no node takes. */
    public static JsonObject unplaceable(final String id) {
        return job(id, "raw_exec", new JsonObject().put("command", "/bin/true"), 1, "nowhere");
    }

    private static JsonObject job(
            final String id, final String driver, final JsonObject config, final int count, final String nodeClass) {
        final JsonObject task = new JsonObject()
                .put("Name", "t")
                .put("Driver", driver)
                .put("Config", config)
                .put("LogConfig", new JsonObject().put("MaxFiles", 1).put("MaxFileSizeMB", 5))
                .put("Resources", new JsonObject().put("CPU", 10).put("MemoryMB", 10));
        final JsonObject group = new JsonObject()
                .put("Name", "g")
                .put("Count", count)
                .put("EphemeralDisk", new JsonObject().put("SizeMB", 10))
                .put("Tasks", new JsonArray().add(task));
        final JsonObject job = new JsonObject()
                .put("ID", id)
                .put("Name", id)
                .put("Type", "service")
                .put("Datacenters", JsonArray.ofStrings(java.util.List.of("*")))
                .put("TaskGroups", new JsonArray().add(group));
        if (!nodeClass.isEmpty()) {
            job.put(
                    "Constraints",
                    new JsonArray()
                            .add(new JsonObject()
                                    .put("LTarget", "${node.class}")
                                    .put("RTarget", nodeClass)
                                    .put("Operand", "=")));
        }
        return new JsonObject().put("Job", job);
    }
}
