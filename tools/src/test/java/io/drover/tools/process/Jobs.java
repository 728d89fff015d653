package io.drover.tools.process;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;

/** Jobs of one group with one raw_exec task, which run a shell script. */
final class Jobs {
    private Jobs() {}

    /** A job of one allocation; job, group and task have the same name. */
    static JsonObject shell(final String name, final String type, final String script) {
        return of(
                name,
                type,
                "raw_exec",
                new JsonObject()
                        .put("command", "/bin/sh")
                        .put("args", new JsonArray().add("-c").add(script)));
    }

    /** The group of a job of one. */
    static JsonObject group(final JsonObject job) {
        return (JsonObject) ((JsonArray) job.get("TaskGroups")).get(0);
    }

    /** The task of a job of one. */
    static JsonObject task(final JsonObject job) {
        return (JsonObject) ((JsonArray) group(job).get("Tasks")).get(0);
    }

    /** A job of one allocation with that driver. */
    static JsonObject of(final String name, final String type, final String driver, final JsonObject config) {
        final JsonObject task = new JsonObject()
                .put("Name", name)
                .put("Driver", driver)
                .put("Config", config)
                .put("Resources", new JsonObject().put("CPU", 20).put("MemoryMB", 32));
        final JsonObject group =
                new JsonObject().put("Name", name).put("Count", 1).put("Tasks", new JsonArray().add(task));
        return new JsonObject()
                .put("ID", name)
                .put("Name", name)
                .put("Type", type)
                .put("Datacenters", new JsonArray().add("dc1"))
                .put("TaskGroups", new JsonArray().add(group));
    }
}
