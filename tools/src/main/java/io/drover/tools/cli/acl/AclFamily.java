package io.drover.tools.cli.acl;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code acl}. */
public final class AclFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with access control: policies say what is allowed, tokens and roles carry policies.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"auth-method create", "Create an auth method"},
            {"auth-method delete", "Delete an auth method"},
            {"auth-method info", "Show one auth method"},
            {"auth-method list", "List auth methods"},
            {"auth-method update", "Change an auth method"},
            {"binding-rule create", "Create a binding rule"},
            {"binding-rule delete", "Delete a binding rule"},
            {"binding-rule info", "Show one binding rule"},
            {"binding-rule list", "List binding rules"},
            {"binding-rule update", "Change a binding rule"},
            {"bootstrap", "Make the first token of a cluster"},
            {"policy apply", "Create or update a policy"},
            {"policy delete", "Delete a policy"},
            {"policy info", "Show one policy"},
            {"policy list", "List policies"},
            {"policy self", "List the policies of the token in use"},
            {"role create", "Create a role"},
            {"role delete", "Delete a role"},
            {"role info", "Show one role"},
            {"role list", "List roles"},
            {"role update", "Change a role"},
            {"token create", "Create a token"},
            {"token delete", "Delete a token"},
            {"token info", "Show one token"},
            {"token list", "List tokens"},
            {"token self", "Show the token in use"},
            {"token update", "Change a token"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "auth-method create" -> new MethodCreateCommand();
            case "auth-method delete" -> new MethodDeleteCommand();
            case "auth-method info" -> new MethodInfoCommand();
            case "auth-method list" -> new MethodListCommand();
            case "auth-method update" -> new MethodUpdateCommand();
            case "binding-rule create" -> new RuleCreateCommand();
            case "binding-rule delete" -> new RuleDeleteCommand();
            case "binding-rule info" -> new RuleInfoCommand();
            case "binding-rule list" -> new RuleListCommand();
            case "binding-rule update" -> new RuleUpdateCommand();
            case "bootstrap" -> new BootstrapCommand();
            case "policy apply" -> new PolicyApplyCommand();
            case "policy delete" -> new PolicyDeleteCommand();
            case "policy info" -> new PolicyInfoCommand();
            case "policy list" -> new PolicyListCommand();
            case "policy self" -> new PolicySelfCommand();
            case "role create" -> new RoleCreateCommand();
            case "role delete" -> new RoleDeleteCommand();
            case "role info" -> new RoleInfoCommand();
            case "role list" -> new RoleListCommand();
            case "role update" -> new RoleUpdateCommand();
            case "token create" -> new TokenCreateCommand();
            case "token delete" -> new TokenDeleteCommand();
            case "token info" -> new TokenInfoCommand();
            case "token list" -> new TokenListCommand();
            case "token self" -> new TokenSelfCommand();
            case "token update" -> new TokenUpdateCommand();
            default -> null;
        };
    }
}
