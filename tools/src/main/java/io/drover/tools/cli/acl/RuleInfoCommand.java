package io.drover.tools.cli.acl;

import io.drover.tools.cli.http.Doc;

/** {@code acl binding-rule info}. */
final class RuleInfoCommand extends AclInfo {
    RuleInfoCommand() {
        super("binding-rule", "acl_binding_rule_id", "/v1/acl/binding-rule/", "ACL binding rule");
    }

    @Override
    String text(final Doc rule) {
        return RuleText.of(rule);
    }
}
