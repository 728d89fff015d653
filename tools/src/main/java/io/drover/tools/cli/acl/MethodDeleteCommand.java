package io.drover.tools.cli.acl;

/** {@code acl auth-method delete}. */
final class MethodDeleteCommand extends AclDelete {
    MethodDeleteCommand() {
        super("auth-method", "acl_method_name", "/v1/acl/auth-method/", "ACL auth method");
    }

    @Override
    String success(final String name) {
        return "ACL auth method " + name + " successfully deleted";
    }
}
