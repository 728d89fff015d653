package io.drover.tools.cli.acl;

import io.drover.tools.cli.http.Doc;

/** {@code acl auth-method info}. */
final class MethodInfoCommand extends AclInfo {
    MethodInfoCommand() {
        super("auth-method", "acl_method_name", "/v1/acl/auth-method/", "ACL auth method");
    }

    @Override
    String text(final Doc method) {
        return MethodText.of(method);
    }
}
