package io.drover.tools.cli.acl;

/** {@code acl token delete}. */
final class TokenDeleteCommand extends AclDelete {
    TokenDeleteCommand() {
        super("token", "token_accessor_id", "/v1/acl/token/", "token");
    }

    @Override
    String success(final String id) {
        return "Token " + id + " successfully deleted";
    }
}
