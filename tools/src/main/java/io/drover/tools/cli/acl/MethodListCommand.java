package io.drover.tools.cli.acl;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Table;

/** {@code acl auth-method list}. */
final class MethodListCommand extends AclList {
    MethodListCommand() {
        super("auth-method", "/v1/acl/auth-methods", "ACL auth methods");
    }

    @Override
    Table table(final Doc methods) {
        final Table table = new Table("Name", "Type", "Default");
        for (final Doc method : methods.items()) {
            table.row(method.text("Name"), method.text("Type"), Boolean.toString(method.isTrue("Default")));
        }
        return table;
    }
}
