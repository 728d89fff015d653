package io.drover.tools.cli.acl;

/** {@code acl binding-rule delete}. */
final class RuleDeleteCommand extends AclDelete {
    RuleDeleteCommand() {
        super("binding-rule", "acl_binding_rule_id", "/v1/acl/binding-rule/", "ACL binding rule");
    }

    @Override
    String success(final String id) {
        return "ACL binding rule " + id + " successfully deleted";
    }
}
