package io.drover.tools.cli.acl;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Table;

/** {@code acl binding-rule list}. */
final class RuleListCommand extends AclList {
    RuleListCommand() {
        super("binding-rule", "/v1/acl/binding-rules", "ACL binding rules");
    }

    @Override
    Table table(final Doc rules) {
        final Table table = new Table("ID", "Description", "Auth Method");
        for (final Doc rule : rules.items()) {
            table.row(rule.text("ID"), rule.text("Description"), rule.text("AuthMethod"));
        }
        return table;
    }
}
