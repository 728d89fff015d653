package io.drover.gateway.jobspec.canonical;

import static io.drover.gateway.jobspec.canonical.JobCanonicalizer.nullIfEmpty;

import io.drover.gateway.jobspec.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Defaults of service mesh blocks. */
final class ConnectCanonicalizer {

    private static final long SECOND = 1_000_000_000L;

    private ConnectCanonicalizer() {}

    static void canonicalize(final JsonObject connect) {
        final JsonObject sidecar = connect.object("SidecarService");
        if (sidecar != null) {
            nullIfEmpty(sidecar, "Tags");
            nullIfEmpty(sidecar, "Meta");
            proxy(sidecar.object("Proxy"));
        }
        sidecarTask(connect.object("SidecarTask"));
        gateway(connect.object("Gateway"));
    }

    private static void sidecarTask(final @Nullable JsonObject task) {
        if (task == null) {
            return;
        }
        nullIfEmpty(task, "Config");
        nullIfEmpty(task, "Env");
        nullIfEmpty(task, "Meta");
        TaskCanonicalizer.resources(task);
        TaskCanonicalizer.logs(task);
        task.putIfNull("KillTimeout", 5 * SECOND).putIfNull("ShutdownDelay", 0);
        task.objects("VolumeMounts").forEach(TaskCanonicalizer::volumeMount);
    }

    private static void proxy(final @Nullable JsonObject proxy) {
        if (proxy == null) {
            return;
        }
        final JsonObject expose = proxy.object("Expose");
        if (expose != null) {
            nullIfEmpty(expose, "Paths");
            nullIfEmpty(expose, "Path");
        }
        nullIfEmpty(proxy, "Upstreams");
        proxy.objects("Upstreams").forEach(upstream -> nullIfEmpty(upstream, "Config"));
        nullIfEmpty(proxy, "Config");
        final JsonObject transparent = proxy.object("TransparentProxy");
        if (transparent != null) {
            nullIfEmpty(transparent, "ExcludeInboundPorts");
            nullIfEmpty(transparent, "ExcludeOutboundCIDRs");
            nullIfEmpty(transparent, "ExcludeOutboundPorts");
            nullIfEmpty(transparent, "ExcludeUIDs");
        }
    }

    private static void gateway(final @Nullable JsonObject gateway) {
        if (gateway == null) {
            return;
        }
        final JsonObject proxy = gateway.object("Proxy");
        if (proxy != null) {
            proxy.putIfNull("ConnectTimeout", 5 * SECOND);
            nullIfEmpty(proxy, "EnvoyGatewayBindAddresses");
            nullIfEmpty(proxy, "Config");
        }
        final JsonObject ingress = gateway.object("Ingress");
        if (ingress != null) {
            nullIfEmpty(ingress, "Listeners");
            ingress.objects("Listeners").forEach(ConnectCanonicalizer::listener);
        }
        final JsonObject terminating = gateway.object("Terminating");
        if (terminating != null) {
            nullIfEmpty(terminating, "Services");
        }
    }

    private static void listener(final JsonObject listener) {
        ServiceCanonicalizer.defaultText(listener, "Protocol", "tcp");
        nullIfEmpty(listener, "Services");
    }
}
