package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Questions about the connect block of a service. */
public final class ConnectBlocks {

    private ConnectBlocks() {}

    /** Returns the block of the sidecar service, or null. */
    public static @Nullable JsonObject sidecar(final JsonObject service) {
        final JsonObject connect = service.object("Connect");
        return connect == null ? null : connect.object("SidecarService");
    }

    /** Returns the proxy block of the sidecar service, or null. */
    public static @Nullable JsonObject sidecarProxy(final JsonObject service) {
        final JsonObject sidecar = sidecar(service);
        return sidecar == null ? null : sidecar.object("Proxy");
    }

    /** Returns the gateway block, or null. */
    public static @Nullable JsonObject gateway(final JsonObject service) {
        final JsonObject connect = service.object("Connect");
        return connect == null ? null : connect.object("Gateway");
    }

    /** Tells whether the service speaks the mesh protocol itself. */
    public static boolean isNative(final JsonObject service) {
        final JsonObject connect = service.object("Connect");
        return connect != null && connect.flag("Native");
    }

    /** Tells whether traffic is redirected to the sidecar without the task knowing. */
    public static boolean hasTransparentProxy(final JsonObject service) {
        final JsonObject proxy = sidecarProxy(service);
        return proxy != null && !proxy.isNull("TransparentProxy");
    }
}
