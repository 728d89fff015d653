package io.drover.tools.cli.show;

import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Ids;
import java.util.Map;
import java.util.TreeMap;

/** Finds the allocation and the task that a user means. */
public final class Allocs {
    private Allocs() {}

    /** The whole allocation whose identifier begins so. The message of the exception is fit for users. */
    public static Doc find(final Api api, final String prefix) throws ApiException {
        if (prefix.length() == 1) {
            throw ApiException.transport("Identifier must contain at least two characters.");
        }
        final Doc found;
        try {
            found = api.get("/v1/allocations", new Query().with("prefix", Ids.prefix(prefix)));
        } catch (final ApiException e) {
            throw ApiException.transport("Error querying allocation: " + e.getMessage());
        }
        if (found.size() == 0) {
            throw ApiException.transport("No allocation(s) with prefix or id \"" + prefix + "\" found");
        }
        if (found.size() > 1) {
            throw ApiException.transport(
                    "Prefix matched multiple allocations\n\n" + AllocTable.of(found.items(), false));
        }
        return read(api, found.at(0));
    }

    /** The whole allocation of a list entry. */
    public static Doc read(final Api api, final Doc entry) throws ApiException {
        try {
            return api.get("/v1/allocation/" + entry.text("ID"), in(entry));
        } catch (final ApiException e) {
            throw ApiException.transport("Error querying allocation: " + e.getMessage());
        }
    }

    /** A running allocation of the job, or any when none runs. */
    public static Doc ofJob(final Api api, final String jobPrefix, final String group) throws ApiException {
        final Doc job = Jobs.find(api, jobPrefix, Jobs.Only.ANY);
        final Doc allocs;
        try {
            allocs = api.get(Jobs.path(job, "/allocations"), Jobs.in(job));
        } catch (final ApiException e) {
            throw ApiException.transport("Error fetching allocations: " + e.getMessage());
        }
        Doc chosen = Doc.ABSENT;
        for (final Doc alloc : allocs.items()) {
            final boolean isWanted = group.isEmpty() || alloc.text("TaskGroup").equals(group);
            if (isWanted && (chosen.isNull() || alloc.text("ClientStatus").equals("running"))) {
                chosen = alloc;
            }
        }
        if (chosen.isNull()) {
            final String subject = group.isEmpty() ? "job \"" + job.text("ID") : "task group \"" + group;
            throw ApiException.transport(
                    "Error fetching allocations: " + subject + "\" doesn't exist or it has no allocations");
        }
        return read(api, chosen);
    }

    /** The only task of the allocation's group; several make the caller name one. */
    public static String onlyTask(final Doc alloc) throws ApiException {
        final Map<String, Doc> tasks = tasks(alloc);
        if (tasks.size() == 1) {
            return tasks.keySet().iterator().next();
        }
        final StringBuilder text = new StringBuilder();
        text.append("Allocation \"")
                .append(Ids.of(alloc.text("ID"), false))
                .append("\" is running the following tasks:\n");
        for (final String task : tasks.keySet()) {
            text.append("  * ").append(task).append('\n');
        }
        throw ApiException.transport(text.append("\nPlease specify the task.").toString());
    }

    /** Refuses a task that the allocation does not have. */
    public static void requireTask(final Doc alloc, final String task) throws ApiException {
        final Map<String, Doc> tasks = tasks(alloc);
        if (!tasks.containsKey(task)) {
            throw ApiException.transport(
                    "Could not find task named: " + task + ", found:\n" + String.join("\n", tasks.keySet()));
        }
    }

    /** A query in the allocation's namespace. */
    public static Query in(final Doc alloc) {
        return new Query().with("namespace", alloc.text("Namespace"));
    }

    private static Map<String, Doc> tasks(final Doc alloc) {
        final Map<String, Doc> tasks = new TreeMap<>();
        for (final Doc group : alloc.get("Job").get("TaskGroups").items()) {
            if (group.text("Name").equals(alloc.text("TaskGroup"))) {
                for (final Doc task : group.get("Tasks").items()) {
                    tasks.put(task.text("Name"), task);
                }
            }
        }
        return tasks;
    }
}
