package io.drover.tools.cli;

import io.drover.tools.cli.http.ApiSettings;
import io.drover.tools.cli.http.TlsSettings;
import org.jspecify.annotations.Nullable;

/** The options that every command with a server takes. A flag beats its environment variable. */
final class GeneralOptions {
    private static final String DEFAULT_ADDRESS = "http://127.0.0.1:4646";

    private GeneralOptions() {}

    static void declare(final Flags flags) {
        flags.text(
                        "address",
                        "addr",
                        "The address of the server. Overrides NOMAD_ADDR. Default = " + DEFAULT_ADDRESS + ".")
                .text(
                        "region",
                        "region",
                        "The region to ask. Overrides NOMAD_REGION. Default = the server's own region.")
                .text(
                        "namespace",
                        "namespace",
                        "The namespace to work in. Overrides NOMAD_NAMESPACE. Default = \"default\".")
                .bool("no-color", "Prints without colour. Also switched by NOMAD_CLI_NO_COLOR.")
                .bool(
                        "force-color",
                        "Prints in colour even when the output is no terminal. Also switched by NOMAD_CLI_FORCE_COLOR.")
                .text("ca-cert", "path", "A PEM file with the authorities to trust. Overrides NOMAD_CACERT.")
                .text("ca-path", "path", "A folder of PEM files with the authorities to trust. Overrides NOMAD_CAPATH.")
                .text("client-cert", "path", "A PEM file with this client's certificate. Overrides NOMAD_CLIENT_CERT.")
                .text("client-key", "path", "A PEM file with the key of that certificate. Overrides NOMAD_CLIENT_KEY.")
                .text(
                        "tls-server-name",
                        "name",
                        "The name that the server's certificate must carry. Overrides NOMAD_TLS_SERVER_NAME.")
                .bool("tls-skip-verify", "Accepts any certificate. Also switched by NOMAD_SKIP_VERIFY.")
                .bool("insecure", "The same as -tls-skip-verify.")
                .text("token", "secret", "The secret of the token to use. Overrides NOMAD_TOKEN.")
                .endOfGeneral();
    }

    static ApiSettings settings(final Flags flags) {
        String address = value(flags, "address", "NOMAD_ADDR");
        if (address.isEmpty()) {
            address = DEFAULT_ADDRESS;
        }
        while (address.endsWith("/")) {
            address = address.substring(0, address.length() - 1);
        }
        return new ApiSettings(
                address,
                value(flags, "region", "NOMAD_REGION"),
                value(flags, "namespace", "NOMAD_NAMESPACE"),
                value(flags, "token", "NOMAD_TOKEN"),
                environment("NOMAD_HTTP_AUTH"),
                new TlsSettings(
                        value(flags, "ca-cert", "NOMAD_CACERT"),
                        value(flags, "ca-path", "NOMAD_CAPATH"),
                        value(flags, "client-cert", "NOMAD_CLIENT_CERT"),
                        value(flags, "client-key", "NOMAD_CLIENT_KEY"),
                        value(flags, "tls-server-name", "NOMAD_TLS_SERVER_NAME"),
                        flags.isOn("tls-skip-verify") || flags.isOn("insecure") || isSet("NOMAD_SKIP_VERIFY")));
    }

    static void applyColour(final Flags flags, final Ui ui) {
        if (flags.isOn("no-color") || isSet("NOMAD_CLI_NO_COLOR")) {
            ui.colour(false);
        } else if (flags.isOn("force-color") || isSet("NOMAD_CLI_FORCE_COLOR")) {
            ui.colour(true);
        }
    }

    private static String value(final Flags flags, final String flag, final String variable) {
        return flags.isGiven(flag) ? flags.text(flag) : environment(variable);
    }

    private static boolean isSet(final String variable) {
        final String value = environment(variable);
        return !value.isEmpty() && !value.equals("0") && !value.equalsIgnoreCase("false");
    }

    private static String environment(final String variable) {
        final @Nullable String value = System.getenv(variable);
        return value == null ? "" : value;
    }
}
