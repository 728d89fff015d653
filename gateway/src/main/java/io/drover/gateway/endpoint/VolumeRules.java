package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.http.Call;

/** What a caller must be allowed for volumes and plugins. */
final class VolumeRules {
    private static final String[] CSI_READERS = {
        "csi-list-volume", "csi-read-volume", Capabilities.CSI_MOUNT_VOLUME, Capabilities.LIST_JOBS
    };

    private VolumeRules() {}

    static boolean allows(final Call call, final Authority authority, final String path) {
        final String namespace = call.namespace();
        if (path.startsWith("/v1/plugin")) {
            return path.equals("/v1/plugins") ? authority.listsPlugins() : authority.reads("plugin");
        }
        if (path.startsWith("/v1/volume/host/") || path.startsWith("/v1/volumes/claim")) {
            return authority.allows(namespace, ofHost(call, path));
        }
        if (path.equals("/v1/volumes") && call.isMethod("GET")) {
            return namespace.equals(Authority.ALL_NAMESPACES)
                    || (call.param("type").equals("host")
                            ? authority.allows(namespace, Capabilities.HOST_VOLUME_READ)
                            : authority.allows(namespace, CSI_READERS));
        }
        if (call.isMethod("GET")) {
            return path.startsWith("/v1/volume/csi/")
                    ? authority.allows(
                            namespace, "csi-read-volume", Capabilities.CSI_MOUNT_VOLUME, Capabilities.READ_JOB)
                    : authority.allows(namespace, CSI_READERS);
        }
        if (path.endsWith("/detach")) {
            return authority.allows(namespace, Capabilities.CSI_MOUNT_VOLUME) && authority.reads("plugin");
        }
        final boolean isPlain =
                call.isMethod("DELETE") && path.startsWith("/v1/volume/csi/") && !path.endsWith("/delete");
        return authority.allows(namespace, "csi-write-volume") && (isPlain || authority.reads("plugin"));
    }

    /** Whether volumes of storage plugins of a namespace may be listed. */
    static boolean mayList(final Authority authority, final String namespace) {
        return authority.allows(namespace, CSI_READERS);
    }

    /** Whether volumes of storage plugins of a namespace may be registered. */
    static boolean mayWrite(final Authority authority, final String namespace) {
        return authority.allows(namespace, "csi-write-volume") && authority.reads("plugin");
    }

    private static String[] ofHost(final Call call, final String path) {
        if (call.isMethod("DELETE")) {
            return new String[] {"host-volume-delete"};
        }
        if (path.endsWith("/create")) {
            return new String[] {"host-volume-create", "host-volume-write"};
        }
        return path.endsWith("/register")
                ? new String[] {"host-volume-register", "host-volume-write"}
                : new String[] {Capabilities.HOST_VOLUME_READ};
    }
}
