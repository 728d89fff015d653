package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code login}: gets a token for a proof that somebody else has signed. */
public final class LoginCommand extends ApiCommand {
    public LoginCommand() {
        super("login", "[options]", "Gets a token through an auth method, for a JWT that somebody else has signed.");
        flags.text("method", "name", "The auth method. Default = the cluster's default method.")
                .text("login-token", "token", "The JWT to show.")
                .text("type", "type", "Is accepted for compatibility and has no effect: the method has a type.")
                .text(
                        "oidc-callback-addr",
                        "address",
                        "localhost:4649",
                        "Is accepted for compatibility: logins through a browser are not offered.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc methods;
        try {
            methods = api().get("/v1/acl/auth-methods");
        } catch (final ApiException e) {
            return fail("Error listing ACL auth methods", e);
        }
        final String name = flags.text("method");
        final Doc method = find(methods, name);
        if (method.isNull()) {
            return fail(
                    name.isEmpty()
                            ? "Must specify an auth method name, no default found"
                            : "Error: method " + name + " not found in the state store. ");
        }
        if (!method.text("Type").equals("JWT")) {
            return fail("Error performing login: auth methods of type " + method.text("Type")
                    + " need a browser, which this program does not open yet; use one of type JWT");
        }
        return flags.text("login-token").isEmpty()
                ? fail("You need to provide a login token.")
                : login(method.text("Name"), method.text("Type"));
    }

    private int login(final String method, final String type) throws ApiException {
        final JsonObject proof =
                new JsonObject().put("AuthMethodName", method).put("LoginToken", flags.text("login-token"));
        final Doc token;
        try {
            token = api().put("/v1/acl/login", new Query(), proof);
        } catch (final ApiException e) {
            return fail("Error performing login", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.TOKEN.of(token));
        }
        ui().output("Successfully logged in via " + type + " and " + method + '\n');
        ui().output(TokenText.of(ui(), token));
        return 0;
    }

    private static Doc find(final Doc methods, final String name) {
        for (final Doc method : methods.items()) {
            if (name.isEmpty() ? method.isTrue("Default") : method.text("Name").equals(name)) {
                return method;
            }
        }
        return Doc.ABSENT;
    }
}
