package io.drover.gateway.jobspec.admission;

import io.drover.gateway.jobspec.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The proxy settings of gateways: where nothing was chosen, addresses are bound to suit the network mode. */
final class GatewayProxies {

    private static final long DEFAULT_CONNECT_TIMEOUT_NS = 5_000_000_000L;

    private GatewayProxies() {}

    /** Returns the prefix of names and kinds of a gateway's task. */
    static String prefix(final JsonObject gateway) {
        if (!gateway.isNull("Mesh")) {
            return "connect-mesh";
        }
        return gateway.isNull("Terminating") ? "connect-ingress" : "connect-terminating";
    }

    static boolean hasCustomTls(final JsonObject gateway) {
        final JsonObject ingress = gateway.object("Ingress");
        final JsonObject tls = ingress == null ? null : ingress.object("TLS");
        return tls != null
                && (!tls.text("TLSMinVersion").isEmpty()
                        || !tls.text("TLSMaxVersion").isEmpty()
                        || tls.count("CipherSuites") > 0);
    }

    static void complete(final JsonObject gateway, final String networkMode) {
        final JsonObject own = gateway.object("Proxy");
        if (!isDefault(own)) {
            return;
        }
        final JsonObject proxy = ServerForm.unset("ConsulGatewayProxy");
        if (own != null) {
            proxy.put("ConnectTimeout", own.value("ConnectTimeout"))
                    .put("EnvoyDNSDiscoveryType", own.value("EnvoyDNSDiscoveryType"))
                    .put("Config", own.value("Config"));
        }
        proxy.putIfNull("ConnectTimeout", DEFAULT_CONNECT_TIMEOUT_NS);
        if (networkMode.equals("bridge") || networkMode.startsWith("cni/")) {
            proxy.put("EnvoyGatewayNoDefaultBind", true).put("EnvoyGatewayBindAddresses", addresses(gateway));
        }
        gateway.put("Proxy", proxy);
    }

    private static boolean isDefault(final @Nullable JsonObject proxy) {
        return proxy == null
                || (!proxy.flag("EnvoyGatewayNoDefaultBind")
                        && !proxy.flag("EnvoyGatewayBindTaggedAddresses")
                        && proxy.count("EnvoyGatewayBindAddresses") == 0);
    }

    private static JsonObject addresses(final JsonObject gateway) {
        final JsonObject addresses = new JsonObject();
        final JsonObject ingress = gateway.object("Ingress");
        if (ingress != null) {
            for (final JsonObject listener : ingress.objects("Listeners")) {
                for (final JsonObject service : listener.objects("Services")) {
                    addresses.put(service.text("Name"), anyAddress(listener.number("Port")));
                }
            }
        } else if (!gateway.isNull("Terminating")) {
            addresses.put("default", anyAddress(-1));
        } else {
            addresses.put("wan", anyAddress(-1)).put("lan", anyAddress(-1));
        }
        return addresses;
    }

    private static JsonObject anyAddress(final long port) {
        return new JsonObject().put("Address", "0.0.0.0").put("Port", port);
    }
}
