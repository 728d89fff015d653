package io.drover.tools.cli.acl;

/** {@code acl policy delete}. */
final class PolicyDeleteCommand extends AclDelete {
    PolicyDeleteCommand() {
        super("policy", "name", "/v1/acl/policy/", "ACL policy");
    }

    @Override
    String success(final String id) {
        return "Successfully deleted " + id + " policy!";
    }
}
