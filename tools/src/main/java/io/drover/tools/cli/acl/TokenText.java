package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.util.ArrayList;
import java.util.List;

/** One token in full, its secret included. */
final class TokenText {
    private TokenText() {}

    static String of(final Ui ui, final Doc token) {
        final long expiry = Times.parse(token.text("ExpirationTime"));
        final KeyValues facts = new KeyValues()
                .add("Accessor ID", token.text("AccessorID"))
                .add("Secret ID", token.text("SecretID"))
                .add("Name", token.text("Name"))
                .add("Type", token.text("Type"))
                .add("Global", token.isTrue("Global"))
                .add("Create Time", Times.format(Times.parse(token.text("CreateTime"))))
                .add("Expiry Time", Times.format(expiry))
                .add("Create Index", token.number("CreateIndex"))
                .add("Modify Index", token.number("ModifyIndex"));
        if (token.text("Type").equals("management")) {
            facts.add("Policies", "n/a").add("Roles", "n/a");
            return facts.toString();
        }
        facts.add("Policies", '[' + String.join(" ", token.get("Policies").texts()) + ']');
        return facts + "\n\n" + ui.bold("Roles") + '\n' + roles(token.get("Roles"));
    }

    private static String roles(final Doc roles) {
        if (roles.size() == 0) {
            return "<none>";
        }
        final Table table = new Table("ID", "Name");
        for (final Doc role : roles.items()) {
            table.row(role.text("ID"), role.text("Name"));
        }
        return table.toString();
    }

    /** The roles that identifiers and names mean, as requests carry them. */
    static JsonArray links(final List<String> ids, final List<String> names) {
        final JsonArray links = new JsonArray();
        for (final String id : ids) {
            links.add(new JsonObject().put("ID", id));
        }
        for (final String name : names) {
            links.add(new JsonObject().put("Name", name));
        }
        return links;
    }

    /** Texts without repetitions, in the order of their first appearance. */
    static List<String> distinct(final List<String> first, final List<String> second) {
        final List<String> all = new ArrayList<>(first);
        for (final String text : second) {
            if (!all.contains(text)) {
                all.add(text);
            }
        }
        return all;
    }
}
