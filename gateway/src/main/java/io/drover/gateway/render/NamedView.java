package io.drover.gateway.render;

import io.drover.gateway.acl.Hashes;
import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.NamespaceRowDecoder;
import io.drover.sbe.snapshot.NodePoolRowDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** A row that is a name and a document: a namespace or a node pool. */
public final class NamedView {
    private static final String[] NAMESPACE_FIELDS = {
        "Capabilities",
        "ConsulConfiguration",
        "Hash",
        "Meta",
        "NodePoolConfiguration",
        "OptionalExtraClaims",
        "RequiredExtraClaims",
        "VaultConfiguration"
    };
    private static final String[] POOL_FIELDS = {"Hash", "Meta", "SchedulerConfiguration"};
    private static final long IDENTITY_TTL_NS = 86_400_000_000_000L;

    private final String name;
    private final JsonObject object;

    private NamedView(final String name, final long createIndex, final long modifyIndex, final byte[] document) {
        this.name = name;
        object = tree(document);
        object.put("CreateIndex", createIndex).put("ModifyIndex", modifyIndex).put("Name", name);
    }

    /** The namespaces or node pools of an answer. */
    public static List<NamedView> read(final Pages pages) {
        final List<NamedView> all = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == NamespaceRowDecoder.TEMPLATE_ID
                    || header.templateId() == NodePoolRowDecoder.TEMPLATE_ID) {
                all.add(of(header, rows, offset));
            }
        });
        return all;
    }

    /** Reads the row at the offset, which is one of a namespace or a node pool. */
    public static NamedView of(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        return header.templateId() == NamespaceRowDecoder.TEMPLATE_ID
                ? namespace(new NamespaceRowDecoder().wrap(rows, body, header.blockLength(), header.version()))
                : pool(new NodePoolRowDecoder().wrap(rows, body, header.blockLength(), header.version()));
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** Writes the whole object. */
    public void write(final JsonWriter json) {
        json.value(object);
    }

    private static NamedView namespace(final NamespaceRowDecoder row) {
        final long createIndex = row.createIndex();
        final long modifyIndex = row.modifyIndex();
        final String name = row.name();
        final byte[] document = new byte[row.documentLength()];
        row.getDocument(document, 0, document.length);
        final NamedView view = new NamedView(name, createIndex, modifyIndex, document);
        view.object
                .putIfNull("Description", name.equals("default") ? "Default shared namespace" : "")
                .putIfNull("Quota", "");
        if (name.equals("default")) {
            view.object.putIfNull("Hash", Hashes.of(List.of(name, view.object.text("Description"))));
        }
        for (final String field : NAMESPACE_FIELDS) {
            view.object.putIfNull(field, JsonNull.NULL);
        }
        return view;
    }

    private static NamedView pool(final NodePoolRowDecoder row) {
        final long createIndex = row.createIndex();
        final long modifyIndex = row.modifyIndex();
        final String name = row.name();
        final byte[] document = new byte[row.documentLength()];
        row.getDocument(document, 0, document.length);
        final NamedView view = new NamedView(name, createIndex, modifyIndex, document);
        final String description = switch (name) {
            case "all" -> "Node pool with all nodes in the cluster.";
            case "default" -> "Default node pool.";
            default -> "";
        };
        view.object.putIfNull("Description", description).putIfNull("NodeIdentityTTL", IDENTITY_TTL_NS);
        for (final String field : POOL_FIELDS) {
            view.object.putIfNull(field, JsonNull.NULL);
        }
        return view;
    }

    private static JsonObject tree(final byte[] document) {
        if (document.length == 0) {
            return new JsonObject();
        }
        try {
            return JsonParser.parse(document) instanceof JsonObject tree ? tree : new JsonObject();
        } catch (final JsonSyntaxException ex) {
            throw new IllegalStateException("a stored document is damaged", ex);
        }
    }
}
