package io.drover.tools.cli.acl;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Table;

/** {@code acl role list}. */
final class RoleListCommand extends AclList {
    RoleListCommand() {
        super("role", "/v1/acl/roles", "ACL roles");
    }

    @Override
    Table table(final Doc roles) {
        final Table table = new Table("ID", "Name", "Description", "Policies");
        for (final Doc role : roles.items()) {
            table.row(
                    role.text("ID"),
                    role.text("Name"),
                    role.text("Description"),
                    String.join(",", RoleText.policies(role)));
        }
        return table;
    }
}
