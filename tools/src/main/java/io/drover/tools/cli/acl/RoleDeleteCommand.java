package io.drover.tools.cli.acl;

/** {@code acl role delete}. */
final class RoleDeleteCommand extends AclDelete {
    RoleDeleteCommand() {
        super("role", "acl_role_id", "/v1/acl/role/", "ACL role");
    }

    @Override
    String success(final String id) {
        return "ACL role " + id + " successfully deleted";
    }
}
