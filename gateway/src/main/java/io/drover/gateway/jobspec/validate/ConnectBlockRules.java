package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules of a connect block on its own. Each method returns its first complaint. */
final class ConnectBlockRules {

    private static final Pattern CIDR = Pattern.compile("[0-9a-fA-F:.]{2,45}/\\d{1,3}");

    private ConnectBlockRules() {}

    static @Nullable String complaint(final JsonObject connect) {
        final JsonObject sidecar = connect.object("SidecarService");
        final JsonObject proxy = sidecar == null ? null : sidecar.object("Proxy");
        final JsonObject transparent = proxy == null ? null : proxy.object("TransparentProxy");
        if (transparent != null) {
            final String complaint = transparentProxyComplaint(transparent);
            if (complaint != null) {
                return complaint;
            }
        }
        final JsonObject gateway = connect.object("Gateway");
        final int kinds = (sidecar == null ? 0 : 1) + (connect.flag("Native") ? 1 : 0) + (gateway == null ? 0 : 1);
        if (kinds != 1) {
            return "Consul Connect must be exclusively native, make use of a sidecar, or represent a Gateway";
        }
        return gateway == null ? null : gatewayComplaint(gateway);
    }

    private static @Nullable String transparentProxyComplaint(final JsonObject proxy) {
        final ErrorList errors = new ErrorList();
        for (final String cidr : proxy.texts("ExcludeOutboundCIDRs")) {
            if (!CIDR.matcher(cidr).matches()) {
                errors.add(
                        "could not parse transparent proxy excluded outbound CIDR as network prefix: netip.ParsePrefix("
                                + Quoted.of(cidr) + "): " + (cidr.contains("/") ? "bad address" : "no '/'"));
            }
        }
        final String uid = proxy.text("UID");
        if (!uid.isEmpty() && !isUserId(uid)) {
            errors.add("transparent proxy block has invalid UID field: invalid user ID " + Quoted.of(uid) + ": "
                    + reason(uid));
        }
        for (final String excluded : proxy.texts("ExcludeUIDs")) {
            if (!isUserId(excluded)) {
                errors.add("transparent proxy block has invalid ExcludeUIDs field: invalid user ID "
                        + Quoted.of(excluded) + ": " + reason(excluded));
            }
        }
        if (errors.isEmpty()) {
            return null;
        }
        return errors.errors().size() == 1 ? errors.errors().get(0) : errors.toString();
    }

    private static boolean isUserId(final String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 0xffff;
    }

    private static String reason(final String text) {
        return text.matches("[0-9]+") ? "value out of range" : "invalid syntax";
    }

    private static @Nullable String gatewayComplaint(final JsonObject gateway) {
        final JsonObject proxy = gateway.object("Proxy");
        String complaint = proxy == null ? null : proxyComplaint(proxy);
        final JsonObject ingress = gateway.object("Ingress");
        if (complaint == null && ingress != null) {
            complaint = ingressComplaint(ingress);
        }
        final JsonObject terminating = gateway.object("Terminating");
        if (complaint == null && terminating != null) {
            complaint = terminatingComplaint(terminating);
        }
        if (complaint != null) {
            return complaint;
        }
        final int kinds = (ingress == null ? 0 : 1) + (terminating == null ? 0 : 1) + (gateway.isNull("Mesh") ? 0 : 1);
        return kinds == 1 ? null : "One Consul Gateway Configuration must be set";
    }

    private static @Nullable String proxyComplaint(final JsonObject proxy) {
        if (proxy.isNull("ConnectTimeout")) {
            return "Consul Gateway Proxy connection_timeout must be set";
        }
        if (!Set.of("", "STRICT_DNS", "LOGICAL_DNS").contains(proxy.text("EnvoyDNSDiscoveryType"))) {
            return "Consul Gateway Proxy Envoy DNS Discovery type must be STRICT_DNS or LOGICAL_DNS";
        }
        final JsonObject addresses = proxy.object("EnvoyGatewayBindAddresses");
        if (addresses == null) {
            return null;
        }
        for (final String name : new TreeSet<>(addresses.names())) {
            final JsonObject address = addresses.object(name);
            if (address == null) {
                continue;
            }
            if (address.text("Address").isEmpty()) {
                return "Consul Gateway Bind Address must be set";
            }
            if (address.number("Port") <= 0 && address.number("Port") != -1) {
                return "Consul Gateway Bind Address must set valid Port";
            }
        }
        return null;
    }

    private static @Nullable String ingressComplaint(final JsonObject ingress) {
        if (ingress.count("Listeners") == 0) {
            return "Consul Ingress Gateway requires at least one listener";
        }
        for (final JsonObject listener : ingress.objects("Listeners")) {
            final String complaint = listenerComplaint(listener);
            if (complaint != null) {
                return complaint;
            }
        }
        return null;
    }

    private static @Nullable String listenerComplaint(final JsonObject listener) {
        final List<String> protocols = List.of("tcp", "http", "http2", "grpc");
        final String protocol = listener.text("Protocol");
        if (listener.number("Port") <= 0) {
            return "Consul Ingress Listener requires valid Port";
        }
        if (!protocols.contains(protocol)) {
            return "Consul Ingress Listener requires protocol of " + String.join(", ", protocols) + ", got "
                    + Quoted.of(protocol);
        }
        if (listener.count("Services") == 0) {
            return "Consul Ingress Listener requires one or more services";
        }
        for (final JsonObject service : listener.objects("Services")) {
            final boolean isWildcard = service.text("Name").equals("*");
            final boolean hasHosts = service.count("Hosts") > 0;
            if (service.text("Name").isEmpty()) {
                return "Consul Ingress Service requires a name";
            }
            if (protocol.equals("tcp") && isWildcard) {
                return "Consul Ingress Service doesn't support wildcard name for \"tcp\" protocol";
            }
            if (protocol.equals("tcp") && hasHosts) {
                return "Consul Ingress Service doesn't support associating hosts to a service for the \"tcp\" protocol";
            }
            if (isWildcard && hasHosts) {
                return "Consul Ingress Service with a wildcard \"*\" service name can not also specify hosts";
            }
        }
        return null;
    }

    private static @Nullable String terminatingComplaint(final JsonObject terminating) {
        if (terminating.count("Services") == 0) {
            return "Consul Terminating Gateway requires at least one service";
        }
        for (final JsonObject service : terminating.objects("Services")) {
            final boolean hasCa = !service.text("CAFile").isEmpty();
            final boolean hasCert = !service.text("CertFile").isEmpty();
            final boolean hasKey = !service.text("KeyFile").isEmpty();
            if (service.text("Name").isEmpty()) {
                return "Consul Linked Service requires Name";
            }
            if ((hasCert || hasKey) && !hasCa) {
                return "Consul Linked Service TLS requires CAFile";
            }
            if (hasCert != hasKey) {
                return "Consul Linked Service TLS Cert and Key must both be set";
            }
            if (!service.text("SNI").isEmpty() && !hasCa) {
                return "Consul Linked Service TLS SNI requires CAFile";
            }
        }
        return null;
    }
}
