package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.KeyValues;
import java.util.ArrayList;
import java.util.List;

/** One role, and the names of its policies. */
final class RoleText {
    private RoleText() {}

    static String of(final Doc role) {
        return new KeyValues()
                .add("ID", role.text("ID"))
                .add("Name", role.text("Name"))
                .add("Description", role.text("Description"))
                .add("Policies", String.join(",", policies(role)))
                .add("Create Index", role.number("CreateIndex"))
                .add("Modify Index", role.number("ModifyIndex"))
                .toString();
    }

    static List<String> policies(final Doc role) {
        final List<String> names = new ArrayList<>();
        for (final Doc policy : role.get("Policies").items()) {
            names.add(policy.text("Name"));
        }
        return names;
    }

    /** Policies as requests carry them. */
    static JsonArray links(final List<String> names) {
        final JsonArray links = new JsonArray();
        for (final String name : names) {
            links.add(new JsonObject().put("Name", name));
        }
        return links;
    }
}
